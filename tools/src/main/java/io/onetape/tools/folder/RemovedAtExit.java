package io.onetape.tools.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * While this is open, the end of the process by SIGINT, SIGTERM or {@code System.exit} removes a folder. Whoever writes into it is asked to {@link #pause} first; what is made anew nevertheless is
 * removed too, for a second. {@link #keep} is the other end: what it moves away stays, and nothing is said. One thread writes; the end of the process is a thread of its own.
 */
final class RemovedAtExit implements AutoCloseable {
    private static final int MOST_TRIES = 50;
    private static final int QUIET_TRIES = 3;
    private static final long PAUSE_MILLIS = 20;
    private static final long PATIENCE_MILLIS = 500;

    /** What is done at last. */
    interface Step {
        void run() throws IOException;
    }

    private final CountDownLatch paused = new CountDownLatch(1);
    private final Object turn = new Object();
    private final Path folder;
    private final Consumer<String> said;
    private final Thread hook;
    private volatile boolean pauses;
    private volatile boolean ending;
    private boolean kept;

    /** {@code said} hears what is left of the folder and why, and an empty text if nothing is. */
    RemovedAtExit(Path folder, Consumer<String> said) {
        this.folder = folder;
        this.said = said;
        hook = new Thread(this::end);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** The process ends. */
    void end() {
        boolean moved;
        synchronized (turn) {
            ending = true;
            moved = kept;
        }
        try {
            if (pauses) {
                paused.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            }
            String left = remove(folder);
            if (!moved || !left.isEmpty()) {
                said.accept(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the process ends at once
        }
    }

    /** Called now and then by the thread that writes. It does not come back once the process is ending. */
    void pause() {
        pauses = true;
        stayIfEnding();
    }

    private void stayIfEnding() {
        while (ending) {
            paused.countDown();
            LockSupport.park();
        }
    }

    /** Moves out of the folder what is complete, and ends this; or does not come back, if the process is ending before. */
    void keep(Step moving) throws IOException {
        synchronized (turn) {
            if (!ending) {
                moving.run();
                kept = true;
            }
        }
        stayIfEnding();
        close();
    }

    /** Until it has been gone for a moment; what is left if it has not. */
    private static String remove(Path folder) throws InterruptedException {
        int quiet = 0;
        String why = "it was written to";
        for (int i = 0; i < MOST_TRIES && quiet < QUIET_TRIES; i++) {
            boolean gone = !Files.exists(folder, LinkOption.NOFOLLOW_LINKS);
            quiet = gone ? quiet + 1 : 0;
            try {
                Folders.delete(folder);
            } catch (IOException e) { // something has just been put there: it is tried again
                why = e.toString();
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        return quiet < QUIET_TRIES ? folder + " is left: " + why : "";
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
