package io.onetape.backtest.venue;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.Flag;
import io.onetape.journal.schema.OrderType;
import io.onetape.journal.schema.Side;
import io.onetape.journal.schema.SubmitOrderDecoder;
import io.onetape.journal.schema.TimeInForce;
import io.onetape.journal.schema.Trigger;
import io.onetape.journal.schema.TriggerSource;

/**
 * What an order asks for. The price of a market order is {@link io.onetape.journal.fixed.Fixed8#NULL}.
 *
 * @param trigger NONE, or what it waits for before it is an order at all
 * @param triggerPrice of a trigger
 */
record OrderTerms(
        Side side,
        OrderType orderType,
        TimeInForce timeInForce,
        long price,
        long quantity,
        boolean reduceOnly,
        Trigger trigger,
        TriggerSource triggerSource,
        long triggerPrice) {

    static OrderTerms of(SubmitOrderDecoder from) {
        boolean waits = from.trigger() == Trigger.STOP || from.trigger() == Trigger.TAKE_PROFIT;
        return new OrderTerms(
                from.side(),
                from.orderType(),
                from.timeInForce(),
                from.price(),
                from.quantity(),
                from.reduceOnly() == Flag.YES,
                waits ? from.trigger() : Trigger.NONE,
                waits && from.triggerSource() == TriggerSource.MARK ? TriggerSource.MARK : TriggerSource.LAST,
                waits ? from.triggerPrice() : Fixed8.NULL);
    }

    /** The venue's own, at the market, to take a position back. */
    static OrderTerms ofLiquidation(Side side, long quantity) {
        return new OrderTerms(
                side,
                OrderType.MARKET,
                TimeInForce.IOC,
                Fixed8.NULL,
                quantity,
                true,
                Trigger.NONE,
                TriggerSource.LAST,
                Fixed8.NULL);
    }

    /** The same order with another price and whole quantity. */
    OrderTerms with(long changedPrice, long changedQuantity) {
        return new OrderTerms(
                side,
                orderType,
                timeInForce,
                changedPrice,
                changedQuantity,
                reduceOnly,
                trigger,
                triggerSource,
                triggerPrice);
    }

    boolean buys() {
        return side == Side.BUY;
    }

    boolean isMarket() {
        return orderType == OrderType.MARKET;
    }

    /** What is not filled at once stays. */
    boolean rests() {
        return !isMarket() && (timeInForce == TimeInForce.GTC || timeInForce == TimeInForce.GTX);
    }

    boolean isConditional() {
        return trigger != Trigger.NONE;
    }

    /** True if this price of the source that it watches makes an order of it. */
    boolean isTriggeredBy(long watched) {
        boolean upwards = buys() == (trigger == Trigger.STOP);
        return upwards ? watched >= triggerPrice : watched <= triggerPrice;
    }

    /** The best price to trade at that this order still accepts is at or beyond {@code price}. */
    boolean accepts(long price) {
        return isMarket() || (buys() ? price <= this.price : price >= this.price);
    }
}
