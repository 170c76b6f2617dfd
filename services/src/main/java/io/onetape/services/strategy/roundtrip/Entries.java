package io.onetape.services.strategy.roundtrip;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.OrderType;
import io.onetape.journal.schema.Side;
import io.onetape.journal.schema.TimeInForce;
import io.onetape.services.strategy.OpenOrder;
import io.onetape.services.strategy.StrategyContext;

/** The way in: at most one order, into the direction that is wanted, never beyond the maximum position. */
final class Entries {
    private Entries() {}

    /** Acts, and returns when to look again: {@link Long#MAX_VALUE} if only a record can change anything. */
    static long decide(
            Slot slot,
            StrategyContext context,
            TopOfBook top,
            Wish wish,
            TradeSettings settings,
            boolean leaving,
            boolean mayPlace) {
        long now = context.nowNanos();
        int direction = wish.direction();
        boolean wanted = !leaving
                && top.isValid()
                && context.mayTrade()
                && direction != 0
                && Long.signum(context.position()) * direction >= 0;
        OpenOrder order = slot.order(context);
        if (order != null) {
            return keepOrCancel(order, wanted, slot, context, top, wish, settings);
        }
        long after = Math.addExact(Math.abs(context.position()), settings.quantity());
        if (!wanted || !mayPlace || after > settings.maximumPosition()) {
            return Long.MAX_VALUE;
        }
        boolean atOnce = settings.entry() == EntryStyle.TAKER;
        if (now < slot.notBeforeNanos(atOnce)) {
            return slot.notBeforeNanos(atOnce);
        }
        wish.say(context);
        long intent = place(direction > 0 ? Side.BUY : Side.SELL, context, top, settings);
        slot.placed(intent, atOnce, now, settings);
        return intent == StrategyContext.NOT_PLACED ? slot.notBeforeNanos(false) : now + settings.entryLifeNanos();
    }

    private static long keepOrCancel(
            OpenOrder order,
            boolean wanted,
            Slot slot,
            StrategyContext context,
            TopOfBook top,
            Wish wish,
            TradeSettings settings) {
        long now = context.nowNanos();
        if (order.cancelRequested() || slot.isImmediate()) {
            return Long.MAX_VALUE;
        }
        long endNanos = slot.placedNanos() + settings.entryLifeNanos();
        boolean sameSide = (order.side() == Side.BUY) == (wish.direction() > 0);
        boolean over = now >= endNanos;
        boolean away = wanted && settings.entry() == EntryStyle.MAKER && isAway(order, top);
        boolean moves = away && now >= slot.notBeforeNanos(false);
        if (!wanted || !sameSide || over || moves) {
            if (slot.cancel(order, context, wish) && over) {
                slot.pause(now, settings.cooldownNanos());
            }
            return order.cancelRequested() ? Long.MAX_VALUE : slot.cancelNotBeforeNanos();
        }
        return away ? Math.min(endNanos, slot.notBeforeNanos(false)) : endNanos;
    }

    private static boolean isAway(OpenOrder order, TopOfBook top) {
        return order.price() != Fixed8.NULL && order.price() != (order.side() == Side.BUY ? top.bid() : top.ask());
    }

    private static long place(Side side, StrategyContext context, TopOfBook top, TradeSettings settings) {
        long quantity = settings.quantity();
        boolean buy = side == Side.BUY;
        return switch (settings.entry()) {
            case MAKER -> context.placePostOnly(side, buy ? top.bid() : top.ask(), quantity);
            case BEST -> context.placeBest(side, quantity, settings.urgentAfterNanos());
            case TAKER ->
                context.place(side, OrderType.LIMIT, TimeInForce.IOC, buy ? top.ask() : top.bid(), quantity, false);
        };
    }
}
