package io.onetape.backtest.importer.binance;

import io.onetape.backtest.importer.fact.BookFact;
import io.onetape.backtest.importer.fact.FactTimes;
import io.onetape.backtest.importer.line.Levels;
import io.onetape.backtest.importer.listing.Listing;
import io.onetape.journal.record.RecordDraft;

/** Writes frames about the book as facts; the caller says about which instrument. Single-threaded. */
final class BookFacts {
    private final BookFact book = new BookFact();
    private final FactTimes times = new FactTimes();

    void writeSnapshot(Fields frame, long receivedNanos, RecordDraft draft, Listing listing) {
        Levels bids = frame.bids(FieldNames.BIDS);
        Levels asks = frame.asks(FieldNames.ASKS);
        book.snapshot(draft, times(frame, receivedNanos), frame.whole(FieldNames.LAST_UPDATE_ID), bids, asks, listing);
    }

    void writeUpdate(Fields frame, long receivedNanos, RecordDraft draft, Listing listing) {
        Levels bids = frame.bids('b');
        Levels asks = frame.asks('a');
        book.update(
                draft,
                times(frame, receivedNanos),
                frame.whole('U'),
                frame.whole('u'),
                frame.wholeOrNull(FieldNames.PREVIOUS_UPDATE_ID),
                bids,
                asks,
                listing);
    }

    /** Prices and quantities of an empty side are 0. */
    void writeQuote(Fields frame, long receivedNanos, RecordDraft draft, Listing listing) {
        long bid = frame.decimal('b');
        long bidQuantity = frame.decimal('B');
        long ask = frame.decimal('a');
        long askQuantity = frame.decimal('A');
        book.quote(draft, times(frame, receivedNanos), frame.whole('u'), bid, bidQuantity, ask, askQuantity, listing);
    }

    private FactTimes times(Fields frame, long receivedNanos) {
        return times.set(receivedNanos, frame.nanosOrNull('E'), frame.nanosOrNull('T'));
    }
}
