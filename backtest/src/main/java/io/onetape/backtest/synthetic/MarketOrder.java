package io.onetape.backtest.synthetic;

import org.jspecify.annotations.Nullable;

/** A resting order of the synthetic crowd. Owned by its book. */
final class MarketOrder {
    final boolean bid;
    final long ticks;
    long lots;

    /** Where it stands in the book's list of live orders. */
    int index;

    @Nullable PriceLevel level;

    @Nullable MarketOrder older;

    @Nullable MarketOrder newer;

    MarketOrder(boolean bid, long ticks, long lots) {
        this.bid = bid;
        this.ticks = ticks;
        this.lots = lots;
    }
}
