package io.onetape.services.execution;

import io.onetape.replay.Emitter;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/**
 * Execution's only timer. It wakes no one but execution, which then looks at everything that waits, at the time of the record that follows: in a silent
 * market timers come late, and what was put off until then must not be sent as if time had passed between. Who still waits sets it again.
 */
final class Alarm {
    private static final long TIMER = 1;

    private long dueNanos = Order.NEVER;
    private boolean rung;

    /** Wakes at this time at the latest. */
    void at(long nanos, Emitter out) {
        if (nanos < dueNanos) {
            dueNanos = nanos;
            out.setTimer(TIMER, nanos);
        }
    }

    void ring() {
        dueNanos = Order.NEVER;
        rung = true;
    }

    /** True once after it has rung. */
    boolean take() {
        boolean was = rung;
        rung = false;
        return was;
    }

    /** Between records it has never just rung. */
    void writeState(WireOut state) {
        state.write("alarmNanos").int64(dueNanos);
    }

    void readState(WireIn state) {
        dueNanos = state.read("alarmNanos").int64();
    }
}
