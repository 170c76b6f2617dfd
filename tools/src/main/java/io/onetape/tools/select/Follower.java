package io.onetape.tools.select;

import java.util.concurrent.locks.LockSupport;

/** Waits for records: shortly after one came, longer the longer none comes. */
final class Follower {
    private static final long SHORTEST_NANOS = 50_000;
    private static final long LONGEST_NANOS = 20_000_000;

    private long nanos = SHORTEST_NANOS;

    void foundOne() {
        nanos = SHORTEST_NANOS;
    }

    void pause() {
        LockSupport.parkNanos(nanos);
        nanos = Math.min(nanos * 2, LONGEST_NANOS);
    }
}
