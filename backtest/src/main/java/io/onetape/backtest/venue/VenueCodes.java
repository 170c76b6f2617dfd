package io.onetape.backtest.venue;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.reference.Instrument;
import io.onetape.journal.schema.Reason;

/** The codes that Binance USD-M gives for a reason, so that what handles them is exercised by a backtest too. */
final class VenueCodes {
    private VenueCodes() {}

    /** Of a new order; 0 where the venue has no such answer. */
    static int ofOrder(Reason reason, OrderTerms terms, Instrument instrument) {
        return switch (reason) {
            case QUANTITY_OUT_OF_RANGE -> ofQuantity(terms.quantity(), instrument);
            case PRICE_OFF_TICK -> (!terms.isMarket() && terms.price() <= 0) ? -4001 : -4014;
            case OPEN_ORDERS_LIMIT -> terms.isConditional() ? -4045 : -2025;
            default -> of(reason);
        };
    }

    private static int ofQuantity(long quantity, Instrument instrument) {
        if (quantity <= 0) {
            return -4003;
        }
        return instrument.minimumQuantity() != Fixed8.NULL && quantity < instrument.minimumQuantity() ? -4004 : -4005;
    }

    /** Of an amend: an order that is unknown, or waits for a price, is not there. */
    static int ofAmend(Reason reason, OrderTerms terms, Instrument instrument) {
        return reason == Reason.AMEND_REFUSED ? OF_UNKNOWN_AMEND : ofOrder(reason, terms, instrument);
    }

    static final int OF_UNKNOWN_AMEND = -2013;

    /** Of anything else; 0 where the venue has no such answer. */
    static int of(Reason reason) {
        return switch (reason) {
            case ORDER_RATE_LIMIT -> -1015;
            case UNKNOWN_INSTRUMENT -> -1121;
            case UNKNOWN_ORDER -> -2011;
            case WOULD_TRIGGER -> -2021;
            case REDUCE_ONLY -> -2022;
            case LIQUIDATION -> -2023;
            case QUANTITY_OFF_LOT -> -4023;
            case DUPLICATE_INTENT -> -4116;
            case BELOW_MINIMUM_NOTIONAL -> -4164;
            case NO_LIQUIDITY -> -5021;
            case POST_ONLY_WOULD_CROSS -> -5022;
            default -> 0;
        };
    }
}
