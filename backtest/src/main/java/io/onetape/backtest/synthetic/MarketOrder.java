package io.onetape.backtest.synthetic;

import org.jspecify.annotations.Nullable;

/** A resting order of the synthetic crowd. Owned by its book. */
final class MarketOrder {
    final long id;
    final boolean bid;
    final long ticks;
    long lots;

    /** Where it stands in the book's list of live orders. */
    int index;

    @Nullable PriceLevel level;

    @Nullable MarketOrder older;

    @Nullable MarketOrder newer;

    MarketOrder(long id, boolean bid, long ticks, long lots) {
        this.id = id;
        this.bid = bid;
        this.ticks = ticks;
        this.lots = lots;
    }
}
