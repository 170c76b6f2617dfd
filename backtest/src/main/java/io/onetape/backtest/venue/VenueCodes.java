package io.onetape.backtest.venue;

import io.onetape.journal.schema.Reason;

/** The codes that Binance USD-M gives for a reason, so that what handles them is exercised by a backtest too. */
final class VenueCodes {
    private VenueCodes() {}

    /** 0 where the venue has no such answer. */
    static int of(Reason reason) {
        return switch (reason) {
            case UNKNOWN_INSTRUMENT -> -1121;
            case UNKNOWN_ORDER -> -2011;
            case REDUCE_ONLY -> -2022;
            case QUANTITY_OUT_OF_RANGE -> -4005;
            case PRICE_OFF_TICK -> -4014;
            case QUANTITY_OFF_LOT -> -4023;
            case DUPLICATE_INTENT -> -4116;
            case BELOW_MINIMUM_NOTIONAL -> -4164;
            case NO_LIQUIDITY -> -5021;
            case POST_ONLY_WOULD_CROSS -> -5022;
            default -> 0;
        };
    }
}
