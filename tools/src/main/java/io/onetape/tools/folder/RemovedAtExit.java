package io.onetape.tools.folder;

import java.io.IOException;
import java.nio.file.Path;

/**
 * While this is open, the end of the process by SIGINT, SIGTERM or {@code System.exit} removes a folder. Whoever still writes into it meanwhile is stopped with the process; what it makes anew is
 * removed too, for a second.
 */
final class RemovedAtExit implements AutoCloseable {
    private static final int MOST_TRIES = 50;
    private static final long PAUSE_MILLIS = 20;

    private final Thread hook;

    /** {@code said} is run when the folder is gone. */
    RemovedAtExit(Path folder, Runnable said) {
        hook = new Thread(() -> {
            remove(folder);
            said.run();
        });
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private static void remove(Path folder) {
        for (int i = 0; i < MOST_TRIES && !isRemoved(folder); i++) {
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                return; // the process ends at once
            }
        }
    }

    private static boolean isRemoved(Path folder) {
        try {
            Folders.delete(folder);
            return true;
        } catch (IOException e) {
            return false; // something has just been put there
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // the process is ending, and the folder goes
        }
    }
}
