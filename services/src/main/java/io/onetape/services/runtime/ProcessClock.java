package io.onetape.services.runtime;

import java.time.Instant;

/** The two clocks of a process; tests have their own. */
public interface ProcessClock {
    /** The machine's. */
    ProcessClock SYSTEM = new ProcessClock() {
        @Override
        public long wallNanos() {
            Instant now = Instant.now();
            return now.getEpochSecond() * 1_000_000_000L + now.getNano();
        }

        @Override
        public long monotonicNanos() {
            return System.nanoTime();
        }
    };

    /** Nanoseconds since the epoch. */
    long wallNanos();

    /** Nanoseconds since whenever, never going back. */
    long monotonicNanos();
}
