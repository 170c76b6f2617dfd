package io.onetape.services.execution.gate;

import io.onetape.journal.schema.CircuitState;
import io.onetape.services.execution.gate.Settings.Setting;
import java.util.ArrayDeque;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/**
 * One circuit breaker: CLOSED, OPEN after so many failures within a span of the tape's time, HALF_OPEN when it has been open for its time, and then CLOSED after so
 * many successes, or OPEN again after the first failure. A half-open one that has heard neither for the same time lets as many orders through once more. Answers
 * that come while it is open are to earlier orders, and change nothing. Single-threaded.
 */
final class Breaker {
    static final long NEVER = Long.MAX_VALUE;
    private static final long MILLI = 1_000_000L;

    final int instrument;
    final String name;
    private final Settings settings;
    private final ArrayDeque<Long> failures = new ArrayDeque<>(); // times, while it is closed
    private CircuitState state = CircuitState.CLOSED;
    private long dueNanos = NEVER;
    private long successes;
    private String why = "";

    Breaker(int instrument, String name, Settings settings) {
        this.instrument = instrument;
        this.name = name;
        this.settings = settings;
    }

    CircuitState state() {
        return state;
    }

    /** Why it has changed last. */
    String why() {
        return why;
    }

    /** When {@link #passed} changes it next. */
    long dueNanos() {
        return dueNanos;
    }

    /** True if it is as a fresh one. */
    boolean isAtRest() {
        return state == CircuitState.CLOSED && failures.isEmpty();
    }

    /** Something has failed; true if that has changed it. */
    boolean failed(long nowNanos) {
        if (state == CircuitState.OPEN) {
            return false;
        }
        if (state == CircuitState.HALF_OPEN) {
            return open("a failure while it was half open", nowNanos);
        }
        long threshold = settings.get(Setting.CIRCUIT_FAILURES);
        failures.addLast(nowNanos);
        while (!failures.isEmpty() && (failures.size() > threshold || isOld(failures.getFirst(), nowNanos))) {
            failures.removeFirst();
        }
        if (threshold == 0 || failures.size() < threshold) {
            return false;
        }
        return open(threshold + " failures within " + settings.get(Setting.CIRCUIT_WINDOW_MILLIS) + " ms", nowNanos);
    }

    private boolean isOld(long failureNanos, long nowNanos) {
        return nowNanos - failureNanos >= settings.get(Setting.CIRCUIT_WINDOW_MILLIS) * MILLI;
    }

    /** Something has succeeded; true if that has changed it. */
    boolean succeeded() {
        if (state != CircuitState.HALF_OPEN || ++successes < settings.get(Setting.HALF_OPEN_ORDERS)) {
            return false;
        }
        become(CircuitState.CLOSED, successes + " successes", NEVER);
        return true;
    }

    /** Time has passed; true if that has changed it. */
    boolean passed(long nowNanos) {
        if (nowNanos < dueNanos) {
            return false;
        }
        long millis = settings.get(Setting.CIRCUIT_OPEN_MILLIS);
        become(
                CircuitState.HALF_OPEN,
                millis + " ms have passed; " + settings.get(Setting.HALF_OPEN_ORDERS) + " orders may go through",
                nowNanos + millis * MILLI);
        return true;
    }

    private boolean open(String reason, long nowNanos) {
        become(CircuitState.OPEN, reason, nowNanos + settings.get(Setting.CIRCUIT_OPEN_MILLIS) * MILLI);
        return true;
    }

    private void become(CircuitState next, String reason, long due) {
        state = next;
        why = reason;
        dueNanos = due;
        successes = 0;
        failures.clear();
    }

    /** Keys: dueNanos, failures, instrument, name, state, successes. */
    void writeState(WireOut wire) {
        wire.write("dueNanos").int64(dueNanos);
        wire.write("failures").sequence(failures, (all, out) -> all.forEach(out::int64));
        wire.write("instrument").int32(instrument);
        wire.write("name").text(name);
        wire.write("state").text(state.name());
        wire.write("successes").int64(successes);
    }

    static Breaker read(WireIn wire, Settings settings) {
        long due = wire.read("dueNanos").int64();
        ArrayDeque<Long> times = new ArrayDeque<>();
        wire.read("failures").sequence(times, (all, in) -> {
            while (in.hasNextSequenceItem()) {
                all.addLast(in.int64());
            }
        });
        Breaker breaker = new Breaker(
                wire.read("instrument").int32(),
                String.valueOf(wire.read("name").text()),
                settings);
        breaker.dueNanos = due;
        breaker.failures.addAll(times);
        breaker.state = CircuitState.valueOf(wire.read("state").text());
        breaker.successes = wire.read("successes").int64();
        return breaker;
    }
}
