package io.onetape.services.execution;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.schema.OrderState;
import io.onetape.journal.schema.PositionSide;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.Severity;
import io.onetape.replay.Emitter;
import io.onetape.services.execution.gate.Settings;
import io.onetape.services.execution.gate.Settings.Setting;
import io.onetape.services.orders.LastIntents;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/**
 * Takes positions back at the market when a halt asks for it: one reduce-only order for each position that fills have left, under the name
 * {@code flatten}, after all other orders of its instrument have ended, or have had their time to. While it is asked for, what a late fill leaves is taken
 * back too. To ask again changes nothing, but for a position that could not be taken back: then it is tried once more. It ends with TradingResumed.
 */
final class Flattening {
    /** Whose orders they are. */
    static final long STRATEGY = OrderId.strategy("flatten");

    private static final long MILLI = 1_000_000;

    private final Positions positions;
    private final Orders orders;
    private final LastIntents intents;
    private final Settings settings;
    private final Steps steps;
    private final Attempts attempts;
    private final ExecutionRecords records;
    private final Alarm alarm;
    private boolean all; // also positions that come to be later
    private long allSinceNanos;

    Flattening(
            Positions positions,
            Orders orders,
            LastIntents intents,
            Settings settings,
            Steps steps,
            Attempts attempts,
            ExecutionRecords records,
            Alarm alarm) {
        this.positions = positions;
        this.orders = orders;
        this.intents = intents;
        this.settings = settings;
        this.steps = steps;
        this.attempts = attempts;
        this.records = records;
        this.alarm = alarm;
    }

    /** All positions of the instrument, all positions if it is 0, are to be taken back. */
    void request(int instrument, long now) {
        if (instrument == 0 && !all) {
            all = true;
            allSinceNanos = now;
        } else if (instrument != 0) {
            positions.of(instrument, PositionSide.BOTH); // what comes to be there later is meant too
        }
        for (int i = 0; i < positions.count(); i++) {
            Position position = positions.get(i);
            if (instrument == 0 || instrument == position.instrument) {
                position.failed = false;
                want(position, now);
            }
        }
    }

    /** A fill has changed a position. */
    void moved(Position position) {
        if (all) {
            want(position, allSinceNanos);
        }
    }

    /** Trading goes on, in one instrument or in all. */
    void stop(int instrument) {
        all &= instrument != 0;
        for (int i = 0; i < positions.count(); i++) {
            Position position = positions.get(i);
            if (instrument == 0 || instrument == position.instrument) {
                position.flatten = false;
            }
        }
    }

    /** Does what can be done now; called after each record. */
    void review(long now, Emitter out) {
        for (int i = 0; i < positions.count(); i++) {
            Position position = positions.get(i);
            if (position.flattenIntent != 0) {
                finish(position, out);
            }
            if (position.flatten && !position.failed && position.quantity != 0 && position.flattenIntent == 0) {
                begin(position, now, out);
            }
        }
    }

    private static void want(Position position, long now) {
        if (!position.flatten) {
            position.flatten = true;
            position.flattenSinceNanos = now;
        }
    }

    private void begin(Position position, long now, Emitter out) {
        long latest = position.flattenSinceNanos + settings.get(Setting.FLATTEN_AFTER_MILLIS) * MILLI;
        if (now < latest && orders.isAnyOpen(position.instrument)) {
            alarm.at(latest, out);
            return;
        }
        Order order = orders.fresh();
        order.beginFlatten(STRATEGY, intents.next(STRATEGY), position.instrument, position.side, position.quantity);
        position.flattenIntent = order.intent;
        orders.add(order);
        steps.move(order, OrderState.VALIDATING, Reason.NONE, 0, out);
        attempts.begin(order, now, out);
        finish(position, out);
    }

    private void finish(Position position, Emitter out) {
        Order order = orders.find(STRATEGY, position.flattenIntent);
        if (order != null && !order.isEnded()) {
            return;
        }
        position.flattenIntent = 0;
        if (position.quantity != 0 && order != null && order.state != OrderState.FILLED) {
            position.failed = true;
            String found = order.name() + ": expected a flat position, found " + Fixed8.toString(position.quantity);
            records.alert(position.instrument, Severity.CRITICAL, "flatten-failed", found, out);
        }
    }

    /** Keys: flattenAll, flattenAllSinceNanos. */
    void writeState(WireOut state) {
        state.write("flattenAll").bool(all);
        state.write("flattenAllSinceNanos").int64(allSinceNanos);
    }

    void readState(WireIn state) {
        all = state.read("flattenAll").bool();
        allSinceNanos = state.read("flattenAllSinceNanos").int64();
    }
}
