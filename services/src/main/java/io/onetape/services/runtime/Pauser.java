package io.onetape.services.runtime;

import java.util.concurrent.locks.LockSupport;

/** What a thread does when there is nothing to do. */
public enum Pauser {
    /** Spins: the lowest latency, one core each. */
    BUSY,
    /** Lets others run, and spins where there are none. */
    YIELDING,
    /** Parks for a while: the best default where there are fewer cores than processes. */
    PARKING,
    /** Sleeps a millisecond. */
    SLEEPY;

    /** Pauses once; {@code parkNanos} is for {@link #PARKING}. */
    void pause(long parkNanos) {
        switch (this) {
            case BUSY -> Thread.onSpinWait();
            case YIELDING -> Thread.yield();
            case PARKING -> LockSupport.parkNanos(parkNanos);
            case SLEEPY -> LockSupport.parkNanos(1_000_000);
        }
    }
}
