package io.onetape.backtest.venue;

import io.onetape.journal.schema.Flag;
import io.onetape.journal.schema.OrderType;
import io.onetape.journal.schema.Side;
import io.onetape.journal.schema.SubmitOrderDecoder;
import io.onetape.journal.schema.TimeInForce;

/** What an order asks for. The price of a market order is {@link io.onetape.journal.fixed.Fixed8#NULL}. */
record OrderTerms(
        Side side, OrderType orderType, TimeInForce timeInForce, long price, long quantity, boolean reduceOnly) {

    static OrderTerms of(SubmitOrderDecoder from) {
        return new OrderTerms(
                from.side(),
                from.orderType(),
                from.timeInForce(),
                from.price(),
                from.quantity(),
                from.reduceOnly() == Flag.YES);
    }

    /** The same order with another price and whole quantity. */
    OrderTerms with(long changedPrice, long changedQuantity) {
        return new OrderTerms(side, orderType, timeInForce, changedPrice, changedQuantity, reduceOnly);
    }

    boolean buys() {
        return side == Side.BUY;
    }

    boolean isMarket() {
        return orderType == OrderType.MARKET;
    }

    /** The best price to trade at that this order still accepts is at or beyond {@code price}. */
    boolean accepts(long price) {
        return isMarket() || (buys() ? price <= this.price : price >= this.price);
    }
}
