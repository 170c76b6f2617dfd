package io.onetape.services.runtime;

import io.onetape.services.config.topology.PauserSpec;
import java.util.concurrent.locks.LockSupport;

/** What a process's thread does when none of its parts has anything to do. */
final class Idle {
    private Idle() {}

    /** Pauses once. */
    @SuppressWarnings("ThreadPriorityCheck") // yielding is what YIELDING means
    static void pause(PauserSpec spec) {
        switch (spec.kind()) {
            case BUSY -> Thread.onSpinWait();
            case YIELDING -> Thread.yield();
            case PARKING, SLEEPY -> LockSupport.parkNanos(spec.parkNanos());
        }
    }
}
