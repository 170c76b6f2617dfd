package io.onetape.tools.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * While this is open, the end of the process by SIGINT, SIGTERM or {@code System.exit} removes a folder. Whoever writes into it is asked to {@link #pause} first; what is made anew nevertheless is
 * removed too, for a second.
 */
final class RemovedAtExit implements AutoCloseable {
    private static final int MOST_TRIES = 50;
    private static final int QUIET_TRIES = 3;
    private static final long PAUSE_MILLIS = 20;
    private static final long PATIENCE_MILLIS = 500;

    private final CountDownLatch paused = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean pauses;
    private volatile boolean ending;

    /** {@code said} is run when the folder is gone. */
    RemovedAtExit(Path folder, Runnable said) {
        hook = new Thread(() -> {
            ending = true;
            try {
                if (pauses) {
                    paused.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
                }
                remove(folder);
                said.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // the process ends at once
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Called now and then by the thread that writes. It does not come back once the process is ending. */
    void pause() {
        pauses = true;
        while (ending) {
            paused.countDown();
            LockSupport.park();
        }
    }

    /** Until it has been gone for a moment. */
    private static void remove(Path folder) throws InterruptedException {
        int quiet = 0;
        for (int i = 0; i < MOST_TRIES && quiet < QUIET_TRIES; i++) {
            boolean gone = !Files.exists(folder, LinkOption.NOFOLLOW_LINKS);
            quiet = gone ? quiet + 1 : 0;
            delete(folder);
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private static void delete(Path folder) {
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            return; // something has just been put there: it is tried again
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
