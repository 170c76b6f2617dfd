package io.onetape.services.execution;

import io.onetape.journal.fixed.ExactSum;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.reference.Instrument;
import io.onetape.journal.schema.Contract;
import io.onetape.journal.schema.Flag;
import io.onetape.journal.schema.OrderType;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.Side;

/**
 * The venue's rules for an order, checked before anything is sent. A rule that the instrument does not know (null) is not checked. The minimum notional
 * holds for limit orders that may open a position: a market order has no price yet, and venues exempt what only reduces.
 */
final class OrderRules {
    private final ExactSum difference = new ExactSum();

    /** NONE, or why the venue would refuse. */
    Reason check(Order order, Instrument instrument) {
        if (instrument.contract() != Contract.LINEAR) {
            return Reason.INVERSE_CONTRACT;
        }
        boolean limit = order.type == OrderType.LIMIT;
        if (limit ? !isPrice(order.price, instrument.tickSize()) : order.price != Fixed8.NULL) {
            return Reason.PRICE_OFF_TICK;
        }
        if (order.side == Side.NULL_VAL || order.quantity <= 0) {
            return Reason.QUANTITY_OUT_OF_RANGE;
        }
        if (!isMultiple(order.quantity, instrument.lotSize())) {
            return Reason.QUANTITY_OFF_LOT;
        }
        long minimum = instrument.minimumQuantity();
        long maximum = instrument.maximumQuantity();
        if (order.quantity < minimum || (maximum != Fixed8.NULL && order.quantity > maximum)) {
            return Reason.QUANTITY_OUT_OF_RANGE; // a minimum of null is below everything
        }
        if (limit && order.reduceOnly != Flag.YES && isBelow(order, instrument.minimumNotional())) {
            return Reason.BELOW_MINIMUM_NOTIONAL;
        }
        return Reason.NONE;
    }

    private boolean isBelow(Order order, long minimumNotional) {
        if (minimumNotional == Fixed8.NULL) {
            return false;
        }
        difference.clear();
        difference.addProduct(order.price, order.quantity);
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
