package io.onetape.services.strategy.roundtrip;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.OrderType;
import io.onetape.journal.schema.Side;
import io.onetape.journal.schema.TimeInForce;
import io.onetape.services.strategy.OpenOrder;
import io.onetape.services.strategy.StrategyContext;

/**
 * The way out: at most one order, for the whole position. It is not marked reduce-only, because at the venue that would be against the account's position,
 * which strategies share; its quantity never exceeds the strategy's own. Only {@link Dust} is, because nothing else can take that away.
 */
final class Exits {
    private Exits() {}

    /** Acts, and returns when to look again: {@link Long#MAX_VALUE} if only a record can change anything. */
    static long decide(
            Slot slot,
            StrategyContext context,
            TopOfBook top,
            Wish wish,
            TradeSettings settings,
            Exit exit,
            long average,
            boolean mayPlace) {
        long now = context.nowNanos();
        long position = context.position();
        boolean wanted = position != 0 && top.isValid() && context.mayReduce();
        long price = wanted ? price(context, top, wish, exit, average) : Fixed8.NULL;
        OpenOrder order = slot.order(context);
        if (order != null) {
            return keepOrCancel(order, price, slot, context, wish, exit);
        }
        if (price == Fixed8.NULL || !mayPlace) {
            return Long.MAX_VALUE;
        }
        boolean atOnce = exit == Exit.NOW;
        if (now < slot.notBeforeNanos(atOnce)) {
            return slot.notBeforeNanos(atOnce);
        }
        wish.say(context);
        Side side = position > 0 ? Side.SELL : Side.BUY;
        TimeInForce timeInForce = atOnce ? TimeInForce.IOC : TimeInForce.GTX;
        long quantity = Math.abs(position);
        boolean reduceOnly = Dust.is(context.instrument(), price, quantity);
        long intent = context.place(side, OrderType.LIMIT, timeInForce, price, quantity, reduceOnly);
        slot.placed(intent, atOnce, now, settings);
        return intent == StrategyContext.NOT_PLACED ? slot.notBeforeNanos(false) : Long.MAX_VALUE;
    }

    private static long keepOrCancel(
            OpenOrder order, long price, Slot slot, StrategyContext context, Wish wish, Exit exit) {
        long position = context.position();
        if (order.cancelRequested() || slot.isImmediate()) {
            return Long.MAX_VALUE;
        }
        boolean wrong = order.side() == Side.SELL ? position <= 0 : position >= 0;
        boolean tooMuch = order.leaves() > Math.abs(position);
        boolean atOnce = wrong || tooMuch || price == Fixed8.NULL || exit == Exit.NOW;
        boolean moves = order.price() != price || order.leaves() != Math.abs(position);
        if (!atOnce && !moves) {
            return Long.MAX_VALUE;
        }
        if (!atOnce && context.nowNanos() < slot.notBeforeNanos(false)) {
            return slot.notBeforeNanos(false);
        }
        slot.cancel(order, context, wish);
        return order.cancelRequested() ? Long.MAX_VALUE : slot.cancelNotBeforeNanos();
    }

    /** Null if nothing is to rest. */
    private static long price(StrategyContext context, TopOfBook top, Wish wish, Exit exit, long average) {
        boolean isLong = context.position() > 0;
        return switch (exit) {
            case NOW -> isLong ? top.bid() : top.ask();
            case PASSIVE -> isLong ? top.ask() : top.bid();
            case HOLD ->
                wish.takeProfit() == 0
                        ? Fixed8.NULL
                        : target(isLong, context.instrument().tickSize(), top, wish.takeProfit(), average);
        };
    }

    /** On the tick, not nearer than wanted, and where it can rest. */
    private static long target(boolean isLong, long tick, TopOfBook top, long distance, long average) {
        if (isLong) {
            long up = -Math.floorDiv(-Math.addExact(average, distance), tick) * tick;
            return Math.max(up, top.bid() + tick);
        }
        long down = Math.floorDiv(Math.subtractExact(average, distance), tick) * tick;
        long price = Math.min(down, top.ask() - tick);
        return price > 0 ? price : Fixed8.NULL;
    }
}
