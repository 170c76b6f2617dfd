package io.onetape.backtest.importer.fact;

import io.onetape.backtest.importer.line.BadLine;
import io.onetape.backtest.importer.line.Levels;
import io.onetape.backtest.importer.listing.Listing;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.schema.DepthSnapshotEncoder;
import io.onetape.journal.schema.DepthUpdateEncoder;
import io.onetape.journal.schema.QuoteUpdateEncoder;

/** Writes a book, a change of it or its best levels as a fact; the caller says about which instrument. Times are nanoseconds or null. Single-threaded. */
public final class BookFact {
    /** What fits into the largest record. */
    public static final int MOST_LEVELS = 65_000;

    private final DepthSnapshotEncoder snapshot = new DepthSnapshotEncoder();
    private final DepthUpdateEncoder update = new DepthUpdateEncoder();
    private final QuoteUpdateEncoder quote = new QuoteUpdateEncoder();

    /** The whole book as far as the venue gives it. */
    public void snapshot(
            RecordDraft draft, FactTimes times, long lastUpdateId, Levels bids, Levels asks, Listing listing) {
        bound(bids.count() + asks.count());
        draft.begin(snapshot, 0)
                .receivedNanos(times.receivedNanos())
                .eventNanos(times.eventNanos())
                .transactionNanos(times.transactionNanos())
                .lastUpdateId(lastUpdateId);
        DepthSnapshotEncoder.BidsEncoder toBids = snapshot.bidsCount(bids.count());
        for (int i = 0; i < bids.count(); i++) {
            toBids.next().price(bids.price(i)).quantity(bids.quantity(i));
        }
        DepthSnapshotEncoder.AsksEncoder toAsks = snapshot.asksCount(asks.count());
        for (int i = 0; i < asks.count(); i++) {
            toAsks.next().price(asks.price(i)).quantity(asks.quantity(i));
        }
        see(bids, listing);
        see(asks, listing);
    }

    /** The levels of one message; {@code previousId} is null where the market has none. */
    public void update(
            RecordDraft draft,
            FactTimes times,
            long firstId,
            long lastId,
            long previousId,
            Levels bids,
            Levels asks,
            Listing listing) {
        bound(bids.count() + asks.count());
        draft.begin(update, 0)
                .receivedNanos(times.receivedNanos())
                .eventNanos(times.eventNanos())
                .transactionNanos(times.transactionNanos())
                .firstUpdateId(firstId)
                .lastUpdateId(lastId)
                .previousUpdateId(previousId);
        DepthUpdateEncoder.BidsEncoder toBids = update.bidsCount(bids.count());
        for (int i = 0; i < bids.count(); i++) {
            toBids.next().price(bids.price(i)).quantity(bids.quantity(i));
        }
        DepthUpdateEncoder.AsksEncoder toAsks = update.asksCount(asks.count());
        for (int i = 0; i < asks.count(); i++) {
            toAsks.next().price(asks.price(i)).quantity(asks.quantity(i));
        }
        see(bids, listing);
        see(asks, listing);
    }

    /** Prices and quantities of an empty side are 0. */
    public void quote(
            RecordDraft draft,
            FactTimes times,
            long updateId,
            long bid,
            long bidQuantity,
            long ask,
            long askQuantity,
            Listing listing) {
        draft.begin(quote, 0)
                .receivedNanos(times.receivedNanos())
                .eventNanos(times.eventNanos())
                .transactionNanos(times.transactionNanos())
                .updateId(updateId)
                .bid(bid)
                .bidQuantity(bidQuantity)
                .ask(ask)
                .askQuantity(askQuantity);
        listing.prices().see(bid);
        listing.prices().see(ask);
        listing.quantities().see(bidQuantity);
        listing.quantities().see(askQuantity);
    }

    /** Throws if so many levels do not fit into one record. */
    public static void bound(int levels) {
        if (levels > MOST_LEVELS) {
            throw new BadLine("expected at most " + MOST_LEVELS + " levels, found " + levels);
        }
    }

    private static void see(Levels levels, Listing listing) {
        for (int i = 0; i < levels.count(); i++) {
            listing.prices().see(levels.price(i));
            listing.quantities().see(levels.quantity(i));
        }
    }
}
