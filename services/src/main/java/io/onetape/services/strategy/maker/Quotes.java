package io.onetape.services.strategy.maker;

import io.onetape.journal.fixed.Fixed8;

/**
 * Where the two quotes belong, all Fixed8:
 *
 * <pre>
 * fair = microprice - skew x position / quantity   (half-even)
 * bid  = fair - spread / 2, down to the tick, but below the best ask
 * ask  = fair + spread / 2, up to the tick, but above the best bid
 * </pre>
 *
 * Rounding never narrows the spread, and a quote never reaches the other side, so it can rest.
 */
final class Quotes {
    private long fair;
    private long bid;
    private long ask;

    void update(
            long microprice,
            long bestBid,
            long bestAsk,
            long position,
            long tick,
            long spread,
            long skew,
            long quantity) {
        fair = Math.subtractExact(microprice, Fixed8.multiplyDivide(skew, position, quantity));
        long half = (spread + 1) / 2;
        long down = Math.subtractExact(fair, half);
        long up = Math.addExact(fair, half);
        bid = Math.min(Math.floorDiv(down, tick) * tick, bestAsk - tick);
        ask = Math.max(-Math.floorDiv(-up, tick) * tick, bestBid + tick);
    }

    /** As of the last update. */
    long fair() {
        return fair;
    }

    void restore(long savedFair) {
        fair = savedFair;
    }

    /** Null if there is no price above zero to bid. */
    long bid() {
        return bid > 0 ? bid : Fixed8.NULL;
    }

    /** Null if there is no price above zero to ask. */
    long ask() {
        return ask > 0 ? ask : Fixed8.NULL;
    }
}
