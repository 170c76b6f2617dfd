package io.onetape.backtest.venue;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.reference.Instrument;
import io.onetape.journal.schema.Reason;

/** The venue's filters: what an order must be to be taken at all. A rule that the tape does not know is not applied. */
final class OrderRules {
    private OrderRules() {}

    /** NONE if the order passes. */
    static Reason check(OrderTerms terms, Instrument instrument, Position position) {
        if (breaksStep(terms.quantity(), instrument.lotSize())) {
            return Reason.QUANTITY_OFF_LOT;
        }
        if (terms.quantity() <= 0
                || isBelow(terms.quantity(), instrument.minimumQuantity())
                || isBelow(instrument.maximumQuantity(), terms.quantity())) {
            return Reason.QUANTITY_OUT_OF_RANGE;
        }
        if (!terms.isMarket() && (terms.price() <= 0 || breaksStep(terms.price(), instrument.tickSize()))) {
            return Reason.PRICE_OFF_TICK;
        }
        if (terms.isConditional()
                && (terms.triggerPrice() <= 0 || breaksStep(terms.triggerPrice(), instrument.tickSize()))) {
            return Reason.PRICE_OFF_TICK;
        }
        if (terms.isConditional() && terms.reduceOnly()) {
            return Reason.NONE; // what there is to reduce shows when it is triggered
        }
        if (terms.reduceOnly()) { // exempt from the minimum notional
            return position.reducible(terms.buys()) == 0 ? Reason.REDUCE_ONLY : Reason.NONE;
        }
        // The venue measures a market order at its mark price; here it is not measured.
        if (!terms.isMarket()
                && isBelow(Fixed8.multiply(terms.price(), terms.quantity()), instrument.minimumNotional())) {
            return Reason.BELOW_MINIMUM_NOTIONAL;
        }
        return Reason.NONE;
    }

    private static boolean breaksStep(long value, long step) {
        return step != Fixed8.NULL && step > 0 && value % step != 0;
    }

    private static boolean isBelow(long value, long bound) {
        return value != Fixed8.NULL && bound != Fixed8.NULL && value < bound;
    }
}
