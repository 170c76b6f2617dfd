package io.onetape.backtest.synthetic;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.OrderAction;
import org.jspecify.annotations.Nullable;

/** One instrument of a synthetic market: its schedule of arrivals, depth updates and mark prices, and what of it the venue publishes. */
final class InstrumentFeed implements MatchListener {
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLISECOND = SECOND / 1_000;
    private static final long DEPTH_INTERVAL = SECOND / 10;
    private static final double MEAN_ARRIVAL = SECOND / 290.0;
    private static final long FIRST_UPDATE_ID = 1_000_001;

    private final SyntheticInstrument instrument;
    private final SplitMix random;
    private final FeedWriter feed;
    private final MatchingBook book = new MatchingBook(this);
    private final DepthWindow window = new DepthWindow(FIRST_UPDATE_ID);
    private final OrderFlow flow;
    private final SyntheticIncidents incidents;
    private final long startNanos;
    private final @Nullable OrderMessages orders; // null: the book is published by levels

    private long updateId = FIRST_UPDATE_ID - 1;
    private long tradeId;
    private long lastActNanos;
    private long nextActNanos;
    private long nextDepthNanos;
    private long nextMarkNanos;
    private long nextSnapshotNanos;
    private long nextGapNanos;
    private long nowNanos;
    private boolean published;
    private long quotedBid;
    private long quotedBidLots;
    private long quotedAsk;
    private long quotedAskLots;

    InstrumentFeed(
            SyntheticInstrument instrument,
            long seed,
            long startNanos,
            FeedWriter feed,
            SyntheticIncidents incidents,
            boolean gaps,
            boolean byOrder) {
        this.instrument = instrument;
        this.random = new SplitMix(seed);
        this.startNanos = startNanos;
        this.feed = feed;
        this.incidents = incidents;
        orders = byOrder ? new OrderMessages(instrument, feed, FIRST_UPDATE_ID) : null;
        flow = new OrderFlow(instrument, random, book);
        nowNanos = startNanos;
        lastActNanos = startNanos;
        nextActNanos = startNanos + arrival();
        nextDepthNanos = startNanos + DEPTH_INTERVAL;
        nextMarkNanos = startNanos + SECOND;
        nextSnapshotNanos = startNanos + DEPTH_INTERVAL / 2;
        nextGapNanos = gaps && incidents.gapAtNanos() != SyntheticIncidents.NEVER
                ? startNanos + incidents.gapAtNanos()
                : Long.MAX_VALUE;
        flow.fill();
        window.next();
    }

    /** When it wants to go on. */
    long nextNanos() {
        return Math.min(Math.min(nextActNanos, nextDepthNanos), Math.min(nextMarkNanos, nextSnapshotNanos));
    }

    /** Does what is due at {@link #nextNanos()}. */
    void step() {
        nowNanos = nextNanos();
        if (nowNanos == nextActNanos) {
            act();
        } else if (nowNanos == nextSnapshotNanos) {
            publishSnapshot();
        } else if (nowNanos == nextDepthNanos) {
            publishDepth();
        } else {
            publishMark();
        }
    }

    @Override
    public void matched(long ticks, long lots, boolean aggressorBuys) {
        if (published) {
            tradeId++;
            if (orders != null) {
                orders.more(nowNanos);
            }
            feed.print(instrument, tradeId, ticks, lots, aggressorBuys, nowNanos);
        }
    }

    @Override
    public void orderChanged(OrderAction action, MarketOrder order) {
        if (orders != null && published) {
            orders.add(action, order, nowNanos);
        }
    }

    @Override
    public void levelChanged(boolean bid, long ticks, long lots) {
        window.changed(bid, ticks);
    }

    private void act() {
        if (orders != null && nowNanos >= nextGapNanos) {
            loseOne();
            orders.lose();
        }
        flow.act(nowNanos - lastActNanos, incidents.toxic(nowNanos - startNanos));
        lastActNanos = nowNanos;
        nextActNanos = nowNanos + arrival();
        updateId++;
        window.updated(updateId, nowNanos);
        if (orders != null && published) {
            orders.end(updateId, nowNanos);
        }
        publishQuote();
    }

    /** Amid a window that has changes already, so that the update which ends the window spans it: U <= lastUpdateId <= u. */
    private void publishSnapshot() {
        if (window.isEmpty()) {
            nextSnapshotNanos += MILLISECOND;
            return;
        }
        if (orders == null) {
            feed.snapshot(instrument, book, updateId, nowNanos);
        } else {
            orders.snapshot(book, updateId, nowNanos);
        }
        published = true;
        nextSnapshotNanos = Long.MAX_VALUE;
    }

    private void publishQuote() {
        PriceLevel bid = book.best(true);
        PriceLevel ask = book.best(false);
        if (!published || bid == null || ask == null) {
            return;
        }
        if (bid.ticks != quotedBid
                || bid.lots() != quotedBidLots
                || ask.ticks != quotedAsk
                || ask.lots() != quotedAskLots) {
            quotedBid = bid.ticks;
            quotedBidLots = bid.lots();
            quotedAsk = ask.ticks;
            quotedAskLots = ask.lots();
            feed.quote(instrument, bid, ask, updateId, nowNanos);
        }
    }

    private void publishDepth() {
        nextDepthNanos += DEPTH_INTERVAL;
        if (window.isEmpty()) {
            return;
        }
        if (orders == null && nowNanos >= nextGapNanos) {
            loseOne();
        } else if (orders == null && published) {
            feed.depth(instrument, book, window, nowNanos);
        }
        window.next();
    }

    /** Lost on the way: the next update does not fit to the one before. */
    private void loseOne() {
        nextGapNanos = Long.MAX_VALUE;
        long resync = nowNanos + incidents.resyncAfterNanos();
        nextSnapshotNanos = resync - (resync - startNanos) % DEPTH_INTERVAL + DEPTH_INTERVAL / 2;
    }

    private void publishMark() {
        nextMarkNanos += SECOND;
        PriceLevel bid = book.best(true);
        PriceLevel ask = book.best(false);
        if (bid != null && ask != null) {
            long mark = (bid.ticks + ask.ticks) * instrument.tickSize() / 2;
            long index = (long) StrictMath.rint(flow.fundamentalTicks() * instrument.tickSize());
            feed.mark(instrument, mark, index - index % (Fixed8.ONE / 10_000), nowNanos);
        }
    }

    private long arrival() {
        return 1 + (long) random.nextExponential(MEAN_ARRIVAL);
    }
}
