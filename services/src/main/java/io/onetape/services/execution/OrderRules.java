package io.onetape.services.execution;

import io.onetape.journal.fixed.ExactSum;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.reference.Instrument;
import io.onetape.journal.schema.Contract;
import io.onetape.journal.schema.Flag;
import io.onetape.journal.schema.OrderType;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.Side;
import io.onetape.journal.schema.Trigger;

/**
 * The venue's rules for an order, checked before anything is sent. A rule that the instrument does not know (null) is not checked. The minimum notional
 * holds for limit orders that may open a position: a market order has no price yet, and venues exempt what only reduces.
 */
final class OrderRules {
    private final ExactSum difference = new ExactSum();

    /**
     * Of a request: NONE, or why the venue would refuse. An order that execution prices itself must not have a price, must be a limit order, and cannot wait
     * for a trigger.
     */
    Reason check(Order order, Instrument instrument) {
        if (order.trigger != Trigger.NONE
                && (order.pricedHere || !isPrice(order.triggerPrice, instrument.tickSize()))) {
            return Reason.PRICE_OFF_TICK;
        }
        if (!order.pricedHere) {
            return check(order, order.price, order.quantity, instrument);
        }
        Reason reason = checkQuantity(order, order.quantity, instrument);
        boolean priced = order.price != Fixed8.NULL || order.type != OrderType.LIMIT;
        return reason == Reason.NONE && priced ? Reason.PRICE_OFF_TICK : reason;
    }

    /** Of this price and quantity of an order: NONE, or why the venue would refuse. */
    Reason check(Order order, long price, long quantity, Instrument instrument) {
        Reason reason = checkQuantity(order, quantity, instrument);
        boolean limit = order.type == OrderType.LIMIT;
        if (reason == Reason.INVERSE_CONTRACT) {
            return reason;
        }
        if (limit ? !isPrice(price, instrument.tickSize()) : price != Fixed8.NULL) {
            return Reason.PRICE_OFF_TICK;
        }
        if (reason != Reason.NONE) {
            return reason;
        }
        boolean exempt = !limit || order.reduceOnly == Flag.YES;
        return !exempt && isBelow(price, quantity, instrument.minimumNotional())
                ? Reason.BELOW_MINIMUM_NOTIONAL
                : Reason.NONE;
    }

    private static Reason checkQuantity(Order order, long quantity, Instrument instrument) {
        if (instrument.contract() != Contract.LINEAR) {
            return Reason.INVERSE_CONTRACT;
        }
        if (order.side == Side.NULL_VAL || quantity <= 0) {
            return Reason.QUANTITY_OUT_OF_RANGE;
        }
        if (!isMultiple(quantity, instrument.lotSize())) {
            return Reason.QUANTITY_OFF_LOT;
        }
        long maximum = instrument.maximumQuantity();
        boolean inRange = quantity >= instrument.minimumQuantity() && (maximum == Fixed8.NULL || quantity <= maximum);
        return inRange ? Reason.NONE : Reason.QUANTITY_OUT_OF_RANGE; // a minimum of null is below everything
    }

    private boolean isBelow(long price, long quantity, long minimumNotional) {
        if (minimumNotional == Fixed8.NULL) {
            return false;
        }
        difference.clear();
        difference.addProduct(price, quantity);
        difference.subtractProduct(minimumNotional, Fixed8.ONE);
        return difference.signum() < 0;
    }

    private static boolean isPrice(long price, long tickSize) {
        return price > 0 && isMultiple(price, tickSize);
    }

    private static boolean isMultiple(long number, long unit) {
        return unit == Fixed8.NULL || unit == 0 || number % unit == 0;
    }
}
