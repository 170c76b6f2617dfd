package io.onetape.backtest.synthetic;

import io.onetape.journal.schema.OrderAction;

/** Hears what happens in a {@link MatchingBook}, while it happens. */
interface MatchListener {
    /** A resting order met an incoming one. */
    void matched(long ticks, long lots, boolean aggressorBuys);

    /** A resting order has come, has met an incoming one, or has left; it still says what it has, unless it left by a cancel. */
    void orderChanged(OrderAction action, MarketOrder order);

    /** The quantity displayed at a price is another one now, 0 if the level is gone. */
    void levelChanged(boolean bid, long ticks, long lots);
}
