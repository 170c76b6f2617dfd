package io.onetape.backtest.synthetic;

/** Hears what happens in a {@link MatchingBook}, while it happens. */
interface MatchListener {
    /** A resting order met an incoming one. */
    void matched(long ticks, long lots, boolean aggressorBuys);

    /** The quantity displayed at a price is another one now, 0 if the level is gone. */
    void levelChanged(boolean bid, long ticks, long lots);
}
