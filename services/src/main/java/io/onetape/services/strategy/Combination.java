package io.onetape.services.strategy;

import io.onetape.journal.schema.Side;
import io.onetape.replay.Emitter;
import java.util.ArrayList;
import java.util.List;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;
import org.jspecify.annotations.Nullable;

/**
 * Combines and prioritises the signals of one engine's strategies, instrument by instrument. Off until {@code strategies.combine = true}.
 *
 * <ul>
 *   <li>A strategy's signal on an instrument is its last one there. It is in force for {@code signalLifeMillis}, and ends with the strategy.
 *   <li>The combined value is the mean of the values in force (each taken as within -1 and 1) by {@code weight}, half-even; null if no weight is.
 *   <li>The leader is the strategy in force with the highest {@code priority}; among equals the first by name.
 *   <li>Whenever value, leader or number of strategies have changed, one SignalCombined says so, after all else that the record brought about.
 *   <li>While a signal is in force, strategies of lower priority get no order against its direction: it is not requested, and may be asked for again.
 *       Orders that only take the strategy's own position back are never held back, nor is anything by a signal of value 0.
 * </ul>
 *
 * Priority, weight and life are those that the strategy had when it made the signal. Signals count in every mode.
 */
final class Combination {
    private final List<@Nullable CombinedSignal> byInstrument = new ArrayList<>();
    private boolean on;
    private boolean stale;

    /** Timers of instruments stand below zero, those of strategies do not. */
    static boolean isTimer(long timer) {
        return timer < 0;
    }

    void turn(boolean toOn) {
        if (!toOn) {
            byInstrument.clear();
            stale = false;
        }
        on = toOn;
    }

    void signal(long strategy, int instrument, long value, CommonSettings settings, long nowNanos) {
        if (on) {
            of(instrument).signal(strategy, value, settings, nowNanos);
            stale = true;
        }
    }

    /** The strategy does not run any more. */
    void forget(long strategy) {
        for (int i = 0; i < byInstrument.size(); i++) {
            CombinedSignal combined = byInstrument.get(i);
            if (combined != null && combined.forget(strategy)) {
                stale = true;
            }
        }
    }

    /** A signal on the timer's instrument has gone out of force. */
    void onTimer(long timer) {
        int instrument = Math.toIntExact(-timer - 1);
        if (on) {
            of(instrument).expire();
            stale = true;
        }
    }

    /** True if an order of this strategy would go against a signal that comes first. */
    boolean holdsBack(long strategy, int priority, int instrument, Side side, long nowNanos) {
        CombinedSignal combined = instrument < byInstrument.size() ? byInstrument.get(instrument) : null;
        return combined != null && combined.isAgainst(strategy, priority, side, nowNanos);
    }

    /** After a record: says what has changed, each instrument at most once. */
    void emitChanges(long nowNanos, StrategyRecords records, Emitter out) {
        if (!stale) {
            return;
        }
        stale = false;
        for (int i = 0; i < byInstrument.size(); i++) {
            CombinedSignal combined = byInstrument.get(i);
            if (combined != null) {
                combined.emitChange(nowNanos, records, out);
            }
        }
    }

    private CombinedSignal of(int instrument) {
        while (byInstrument.size() <= instrument) {
            byInstrument.add(null);
        }
        CombinedSignal combined = byInstrument.get(instrument);
        if (combined == null) {
            combined = new CombinedSignal(instrument);
            byInstrument.set(instrument, combined);
        }
        return combined;
    }

    /** Keys: instruments (by id), on. Between records nothing is left to be said. */
    void writeState(WireOut wire) {
        wire.write("instruments").sequence(byInstrument, (all, out) -> {
            for (CombinedSignal combined : all) {
                if (combined != null) {
                    out.marshallable(combined::writeState);
                }
            }
        });
        wire.write("on").bool(on);
    }

    void readState(WireIn wire) {
        wire.read("instruments").sequence(this, (to, in) -> {
            while (in.hasNextSequenceItem()) {
                in.marshallable(from -> to.of(from.read("instrument").int32()).readState(from));
            }
        });
        on = wire.read("on").bool();
    }
}
