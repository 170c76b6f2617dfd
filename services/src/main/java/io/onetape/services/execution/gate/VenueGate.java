package io.onetape.services.execution.gate;

import io.onetape.journal.schema.CircuitState;
import io.onetape.journal.schema.Reason;
import io.onetape.services.execution.gate.Settings.Setting;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/**
 * May this be sent to the venue now? Orders and amends share two windows and stop at a circuit that is open; cancels have a window of their own, so that
 * orders never use up what cancels need, and no circuit stops them. Single-threaded.
 */
public final class VenueGate {
    private static final long SECOND = 1_000_000_000L;

    private final Settings settings;
    private final Circuits circuits = new Circuits();
    private final SendWindow second = new SendWindow(SECOND);
    private final SendWindow tenSeconds = new SendWindow(10 * SECOND);
    private final SendWindow cancels = new SendWindow(SECOND);

    public VenueGate(Settings settings) {
        this.settings = settings;
    }

    /** The settings have changed. */
    public void configure() {
        second.limit((int) settings.get(Setting.ORDERS_PER_SECOND));
        tenSeconds.limit((int) settings.get(Setting.ORDERS_PER_10_SECONDS));
        cancels.limit((int) settings.get(Setting.CANCELS_PER_SECOND));
    }

    /** A circuit has changed; of instrument 0 it is about all. */
    public void onCircuit(int instrument, String name, CircuitState state) {
        circuits.changed(instrument, name, state, settings.get(Setting.HALF_OPEN_ORDERS));
    }

    /** Why an order or amend may not be sent now: CIRCUIT_OPEN, ORDER_RATE_LIMIT, or NONE. */
    public Reason hold(int instrument, long nowNanos) {
        if (!circuits.letsThrough(instrument)) {
            return Reason.CIRCUIT_OPEN;
        }
        return ordersFreeAtNanos(nowNanos) > nowNanos ? Reason.ORDER_RATE_LIMIT : Reason.NONE;
    }

    /** The first time from now on at which the rate allows one more order. */
    public long ordersFreeAtNanos(long nowNanos) {
        return Math.max(second.freeAtNanos(nowNanos), tenSeconds.freeAtNanos(nowNanos));
    }

    /** An order or amend is sent. */
    public void orderSent(int instrument, long nowNanos) {
        circuits.passed(instrument);
        second.sent(nowNanos);
        tenSeconds.sent(nowNanos);
    }

    /** The first time from now on at which the rate allows one more cancel. */
    public long cancelsFreeAtNanos(long nowNanos) {
        return cancels.freeAtNanos(nowNanos);
    }

    /** A cancel is sent. */
    public void cancelSent(long nowNanos) {
        cancels.sent(nowNanos);
    }

    /** Keys: cancelTimes, circuits, orderTimes, orderTimesOf10Seconds. */
    public void writeState(WireOut state) {
        cancels.writeState("cancelTimes", state);
        circuits.writeState(state);
        second.writeState("orderTimes", state);
        tenSeconds.writeState("orderTimesOf10Seconds", state);
    }

    /** Reads what {@link #writeState} wrote; {@link #configure} must follow when the settings are there. */
    public void readState(WireIn state) {
        cancels.readState("cancelTimes", state);
        circuits.readState(state);
        second.readState("orderTimes", state);
        tenSeconds.readState("orderTimesOf10Seconds", state);
    }
}
