package io.onetape.backtest.synthetic;

import org.jspecify.annotations.Nullable;

/** The orders at one price, oldest first, as a linked list: an order leaves from anywhere in one step. */
final class PriceLevel {
    final long ticks;
    private long lots;
    private @Nullable MarketOrder oldest;
    private @Nullable MarketOrder newest;

    PriceLevel(long ticks) {
        this.ticks = ticks;
    }

    long lots() {
        return lots;
    }

    @Nullable MarketOrder oldest() {
        return oldest;
    }

    void add(MarketOrder order) {
        order.level = this;
        order.older = newest;
        if (newest == null) {
            oldest = order;
        } else {
            newest.newer = order;
        }
        newest = order;
        lots += order.lots;
    }

    void remove(MarketOrder order) {
        MarketOrder older = order.older;
        MarketOrder newer = order.newer;
        if (older == null) {
            oldest = newer;
        } else {
            older.newer = newer;
        }
        if (newer == null) {
            newest = older;
        } else {
            newer.older = older;
        }
        lots -= order.lots;
    }

    /** The oldest order, or part of it, is matched. */
    void reduce(MarketOrder order, long matchedLots) {
        order.lots -= matchedLots;
        lots -= matchedLots;
    }
}
