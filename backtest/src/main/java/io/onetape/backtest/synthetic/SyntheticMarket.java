package io.onetape.backtest.synthetic;

import io.onetape.backtest.importer.FactSink;
import java.util.ArrayList;
import java.util.List;

/**
 * BTCUSDT and ETHUSDT for some minutes, made from a seed. Nothing in it is a forecast: it has queues, prints, cancels and spreads that fit together, so that
 * a demo, a test or a benchmark needs no recording.
 */
public final class SyntheticMarket {
    private final long seed;
    private final long durationNanos;
    private final long startNanos;
    private final SyntheticIncidents incidents;
    private final boolean byOrder;

    /** A quiet market. */
    public SyntheticMarket(long seed, long durationNanos, long startNanos) {
        this(seed, durationNanos, startNanos, SyntheticIncidents.none());
    }

    /**
     * @param durationNanos exchange time from the first to the last event, positive
     * @param startNanos since the epoch, not negative
     */
    public SyntheticMarket(long seed, long durationNanos, long startNanos, SyntheticIncidents incidents) {
        this(seed, durationNanos, startNanos, incidents, false);
    }

    private SyntheticMarket(
            long seed, long durationNanos, long startNanos, SyntheticIncidents incidents, boolean byOrder) {
        if (durationNanos <= 0 || startNanos < 0 || startNanos > Long.MAX_VALUE / 2 - durationNanos) {
            throw new IllegalArgumentException("expected a duration above 0 and a start from 0 on, found "
                    + durationNanos + " ns from " + startNanos + " ns");
        }
        this.seed = seed;
        this.durationNanos = durationNanos;
        this.startNanos = startNanos;
        this.incidents = incidents;
        this.byOrder = byOrder;
    }

    /** The same market, told order by order (DepthOrder) instead of by levels. */
    public SyntheticMarket orderByOrder() {
        return new SyntheticMarket(seed, durationNanos, startNanos, incidents, true);
    }

    /** Writes the whole market, definitions first. Each call writes the same. */
    public void writeTo(FactSink sink) {
        SplitMix seeds = new SplitMix(seed);
        FeedWriter feed = new FeedWriter(seeds.nextLong(), sink);
        List<InstrumentFeed> feeds = new ArrayList<>();
        for (SyntheticInstrument instrument : SyntheticInstrument.both()) {
            feed.defined(instrument, startNanos);
            boolean gaps = feeds.isEmpty();
            feeds.add(new InstrumentFeed(instrument, seeds.nextLong(), startNanos, feed, incidents, gaps, byOrder));
        }
        long endNanos = startNanos + durationNanos;
        for (InstrumentFeed next = earliest(feeds); next.nextNanos() <= endNanos; next = earliest(feeds)) {
            next.step();
        }
    }

    private static InstrumentFeed earliest(List<InstrumentFeed> feeds) {
        InstrumentFeed earliest = feeds.get(0);
        for (InstrumentFeed feed : feeds) {
            if (feed.nextNanos() < earliest.nextNanos()) {
                earliest = feed;
            }
        }
        return earliest;
    }
}
