package io.onetape.services.strategy.roundtrip;

import io.onetape.journal.schema.OrderChangedDecoder;
import io.onetape.journal.schema.OrderState;
import io.onetape.journal.schema.Reason;
import io.onetape.services.strategy.OpenOrder;
import io.onetape.services.strategy.StrategyContext;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;
import org.jspecify.annotations.Nullable;

/** The one order of a purpose: which it is, and when the next may come. */
final class Slot {
    private long intent;
    private long placedNanos;
    private boolean immediate;
    private long pacedNanos;
    private long pausedNanos;
    private long cancelNotBeforeNanos;

    /** The order, or null once it has ended. */
    @Nullable OpenOrder order(StrategyContext context) {
        for (int i = 0; i < context.openOrderCount(); i++) {
            if (context.openOrder(i).intent() == intent) {
                return context.openOrder(i);
            }
        }
        return null;
    }

    boolean is(long ofIntent) {
        return intent != 0 && intent == ofIntent;
    }

    long placedNanos() {
        return placedNanos;
    }

    /** It takes what it gets at once, and ends. */
    boolean isImmediate() {
        return immediate;
    }

    /** When the next order may come; one that takes at once does not wait for the pace of one that rested. */
    long notBeforeNanos(boolean atOnce) {
        return atOnce && !immediate ? pausedNanos : Math.max(pausedNanos, pacedNanos);
    }

    long cancelNotBeforeNanos() {
        return cancelNotBeforeNanos;
    }

    /** What {@link StrategyContext#place} has returned. */
    void placed(long as, boolean atOnce, long nowNanos, TradeSettings settings) {
        if (as == StrategyContext.NOT_PLACED) {
            pause(nowNanos, settings.rejectPauseNanos());
            return;
        }
        intent = as;
        placedNanos = nowNanos;
        immediate = atOnce;
        pacedNanos = nowNanos + settings.minIntervalNanos();
    }

    /** No new order for this long from now. */
    void pause(long nowNanos, long nanos) {
        pausedNanos = Math.max(pausedNanos, nowNanos + nanos);
    }

    /** The order is not wanted any more; true if that was said to the venue just now. */
    boolean cancel(OpenOrder order, StrategyContext context, Wish wish) {
        if (order.cancelRequested() || context.nowNanos() < cancelNotBeforeNanos) {
            return false;
        }
        wish.say(context);
        context.cancel(order.intent());
        return true;
    }

    void onOrderChanged(OrderChangedDecoder changed, long nowNanos, TradeSettings settings) {
        if (changed.state() == OrderState.REJECTED && changed.reason() != Reason.POST_ONLY_WOULD_CROSS) {
            pause(nowNanos, settings.rejectPauseNanos());
        } else if (OpenOrder.isCancelInVain(changed)) {
            cancelNotBeforeNanos = nowNanos + settings.rejectPauseNanos();
        }
    }

    /** Keys: cancelNotBeforeNanos, immediate, intent, pacedNanos, pausedNanos, placedNanos. */
    void writeState(WireOut wire) {
        wire.write("cancelNotBeforeNanos").int64(cancelNotBeforeNanos);
        wire.write("immediate").bool(immediate);
        wire.write("intent").int64(intent);
        wire.write("pacedNanos").int64(pacedNanos);
        wire.write("pausedNanos").int64(pausedNanos);
        wire.write("placedNanos").int64(placedNanos);
    }

    void readState(WireIn wire) {
        cancelNotBeforeNanos = wire.read("cancelNotBeforeNanos").int64();
        immediate = wire.read("immediate").bool();
        intent = wire.read("intent").int64();
        pacedNanos = wire.read("pacedNanos").int64();
        pausedNanos = wire.read("pausedNanos").int64();
        placedNanos = wire.read("placedNanos").int64();
    }
}
