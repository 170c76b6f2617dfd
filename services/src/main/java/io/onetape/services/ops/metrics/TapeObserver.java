package io.onetape.services.ops.metrics;

import io.onetape.journal.tape.Manifest;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a tape on a thread of its own, for metrics only, so that counting takes no time from the loop that trades. It counts from the tape's end on; a tape
 * that is not there yet is waited for and counted from its beginning. It ends when it is closed, or when it meets damage, which is logged: the numbers stand still then,
 * and the services say the same more loudly.
 */
public final class TapeObserver implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TapeObserver.class);
    private static final long PARK_NANOS = 1_000_000;
    private static final long WAIT_NANOS = 50_000_000;

    private final Path folder;
    private final TapeMetrics metrics;
    private final boolean fromEnd;
    private final Thread thread;
    private volatile boolean closed;

    /** Begins at once. */
    public TapeObserver(Path folder, TapeMetrics metrics) {
        this.folder = folder;
        this.metrics = metrics;
        this.fromEnd = isThere();
        this.thread = new Thread(this::run, "metrics");
        thread.setDaemon(true);
        thread.start();
    }

    private boolean isThere() {
        return Files.exists(folder.resolve(Manifest.FILE));
    }

    private void run() {
        try {
            while (!closed && !isThere()) {
                LockSupport.parkNanos(WAIT_NANOS);
            }
            if (!closed) {
                follow();
            }
        } catch (RuntimeException e) {
            LOG.error("metrics: the tape cannot be followed any more; they stand still", e);
        }
    }

    private void follow() {
        try (TapeReader tape = TapeFolder.open(folder).follower()) {
            if (fromEnd) {
                tape.seekLast();
            }
            while (!closed) {
                if (tape.next()) {
                    metrics.onRecord(tape.record());
                } else {
                    LockSupport.parkNanos(PARK_NANOS);
                }
            }
        }
    }

    /** Waits until it has ended. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
