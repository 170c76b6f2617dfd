package io.onetape.backtest.importer.binance;

import io.onetape.backtest.importer.binance.listing.Listing;
import io.onetape.backtest.importer.line.BadLine;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.schema.DepthSnapshotEncoder;
import io.onetape.journal.schema.DepthUpdateEncoder;
import io.onetape.journal.schema.QuoteUpdateEncoder;

/** Writes frames about the book as facts; the caller says about which instrument. Single-threaded. */
final class BookFacts {
    /** What fits into the largest record. */
    private static final int MOST_LEVELS = 65_000;

    private final DepthSnapshotEncoder snapshot = new DepthSnapshotEncoder();
    private final DepthUpdateEncoder update = new DepthUpdateEncoder();
    private final QuoteUpdateEncoder quote = new QuoteUpdateEncoder();

    void writeSnapshot(Fields frame, long receivedNanos, RecordDraft draft, Listing listing) {
        Levels bids = frame.bids(FieldNames.BIDS);
        Levels asks = frame.asks(FieldNames.ASKS);
        bound(bids, asks);
        draft.begin(snapshot, 0)
                .receivedNanos(receivedNanos)
                .eventNanos(frame.nanosOrNull('E'))
                .transactionNanos(frame.nanosOrNull('T'))
                .lastUpdateId(frame.whole(FieldNames.LAST_UPDATE_ID));
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

    void writeUpdate(Fields frame, long receivedNanos, RecordDraft draft, Listing listing) {
        Levels bids = frame.bids('b');
        Levels asks = frame.asks('a');
        bound(bids, asks);
        draft.begin(update, 0)
                .receivedNanos(receivedNanos)
                .eventNanos(frame.nanosOrNull('E'))
                .transactionNanos(frame.nanosOrNull('T'))
                .firstUpdateId(frame.whole('U'))
                .lastUpdateId(frame.whole('u'))
                .previousUpdateId(frame.wholeOrNull(FieldNames.PREVIOUS_UPDATE_ID));
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
    void writeQuote(Fields frame, long receivedNanos, RecordDraft draft, Listing listing) {
        long bid = frame.decimal('b');
        long bidQuantity = frame.decimal('B');
        long ask = frame.decimal('a');
        long askQuantity = frame.decimal('A');
        draft.begin(quote, 0)
                .receivedNanos(receivedNanos)
                .eventNanos(frame.nanosOrNull('E'))
                .transactionNanos(frame.nanosOrNull('T'))
                .updateId(frame.whole('u'))
                .bid(bid)
                .bidQuantity(bidQuantity)
                .ask(ask)
                .askQuantity(askQuantity);
        listing.prices().see(bid);
        listing.prices().see(ask);
        listing.quantities().see(bidQuantity);
        listing.quantities().see(askQuantity);
    }

    private static void see(Levels levels, Listing listing) {
        for (int i = 0; i < levels.count(); i++) {
            listing.prices().see(levels.price(i));
            listing.quantities().see(levels.quantity(i));
        }
    }

    private static void bound(Levels bids, Levels asks) {
        int count = bids.count() + asks.count();
        if (count > MOST_LEVELS) {
            throw new BadLine("expected at most " + MOST_LEVELS + " levels, found " + count);
        }
    }
}
