package io.onetape.services.strategy.maker;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.Side;
import io.onetape.services.strategy.OpenOrder;
import io.onetape.services.strategy.StrategyContext;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/** One side's quote: at most one order lives on it, and it is not touched before {@code notBeforeNanos}. */
final class QuoteSide {
    /** What is to be done with a side. */
    enum Step {
        KEEP,
        /** Something is to be done, but not yet. */
        WAIT,
        PLACE,
        CANCEL
    }

    private final Side side;
    private long notBeforeNanos;
    private long cancelNotBeforeNanos;

    QuoteSide(Side side) {
        this.side = side;
    }

    long notBeforeNanos() {
        return notBeforeNanos;
    }

    /** Nothing is changed for this long from now. */
    void pause(long nowNanos, long nanos) {
        notBeforeNanos = Math.max(notBeforeNanos, nowNanos + nanos);
    }

    /** A cancel came to nothing: no other one for this long from now. */
    void pauseCancels(long nowNanos, long nanos) {
        cancelNotBeforeNanos = nowNanos + nanos;
        pause(nowNanos, nanos);
    }

    /** Decides by the wanted price (null: none). A quote that must go goes at once; one that should only move waits for its time. */
    Step decide(StrategyContext context, long wanted, long requote) {
        int live = live(context);
        boolean due = context.nowNanos() >= notBeforeNanos;
        if (live < 0) {
            return wanted == Fixed8.NULL ? Step.KEEP : due ? Step.PLACE : Step.WAIT;
        }
        OpenOrder order = context.openOrder(live);
        if (order.cancelRequested()) {
            return Step.KEEP;
        }
        if (wanted == Fixed8.NULL) {
            return context.nowNanos() >= cancelNotBeforeNanos ? Step.CANCEL : Step.WAIT;
        }
        if (Math.abs(order.price() - wanted) < requote) {
            return Step.KEEP;
        }
        return due ? Step.CANCEL : Step.WAIT;
    }

    void act(Step step, StrategyContext context, long wanted, long quantity, long minIntervalNanos) {
        if (step == Step.PLACE) {
            context.placePostOnly(side, wanted, quantity);
            notBeforeNanos = context.nowNanos() + minIntervalNanos;
        } else if (step == Step.CANCEL) {
            context.cancel(context.openOrder(live(context)).intent());
        }
    }

    private int live(StrategyContext context) {
        for (int i = 0; i < context.openOrderCount(); i++) {
            if (context.openOrder(i).side() == side) {
                return i;
            }
        }
        return -1;
    }

    void writeState(WireOut wire) {
        wire.write("cancelNotBeforeNanos").int64(cancelNotBeforeNanos);
        wire.write("notBeforeNanos").int64(notBeforeNanos);
    }

    void readState(WireIn wire) {
        cancelNotBeforeNanos = wire.read("cancelNotBeforeNanos").int64();
        notBeforeNanos = wire.read("notBeforeNanos").int64();
    }
}
