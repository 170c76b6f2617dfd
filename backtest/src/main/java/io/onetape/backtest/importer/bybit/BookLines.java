package io.onetape.backtest.importer.bybit;

import io.onetape.backtest.importer.fact.BookFact;
import io.onetape.backtest.importer.fact.FactTimes;
import io.onetape.backtest.importer.line.BadLine;
import io.onetape.backtest.importer.line.LineReader;
import io.onetape.backtest.importer.line.Stamps;
import io.onetape.backtest.importer.listing.Listing;
import io.onetape.backtest.importer.listing.Listings;
import io.onetape.backtest.importer.row.RowFormat;
import io.onetape.backtest.importer.row.Track;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordDraft;

/**
 * Messages of the topic {@code orderbook.DEPTH.SYMBOL}. A delta's update id is the one before it plus one: that is what the tape gives as the previous id, so a
 * missing delta is a gap. A snapshot with a lower id than the book's is the venue's new beginning. Single-threaded.
 */
final class BookLines extends RowFormat {
    private final Listings listings;
    private final BookMessage message = new BookMessage();
    private final BookFact book = new BookFact();
    private final FactTimes times = new FactTimes();
    private Listing listing;
    private long sentNanos;

    BookLines(Listings listings) {
        this.listings = listings;
        this.listing = new Listing(BybitFormats.VENUE, "", listings.market(), false);
    }

    @Override
    public boolean read(LineReader line) {
        if (line.from() == line.to()) {
            return skipped("blank");
        }
        message.read(line);
        if (!message.isBook()) {
            return skipped("topic " + message.topic());
        }
        BookFact.bound(message.bids().count() + message.asks().count());
        listing = listings.find(BybitFormats.VENUE, message.bytes(), message.symbolFrom(), message.symbolTo());
        sentNanos = nanos("ts", message.sent());
        times.set(Fixed8.NULL, sentNanos, message.matched() < 0 ? Fixed8.NULL : nanos("cts", message.matched()));
        return listing.wanted() || skipped("symbol");
    }

    @Override
    public long orderNanos() {
        return sentNanos;
    }

    @Override
    public Listing listing() {
        return listing;
    }

    @Override
    public String restart(Track track) {
        return message.isSnapshot() && message.update() < track.lastUpdateId()
                ? "a snapshot with u=" + message.update() + " after u=" + track.lastUpdateId()
                : "";
    }

    @Override
    public boolean write(RecordDraft draft, Track track) {
        long update = message.update();
        if (message.isSnapshot()) {
            book.snapshot(draft, times, update, message.bids(), message.asks(), listing);
        } else {
            book.update(draft, times, update, update, update - 1, message.bids(), message.asks(), listing);
        }
        track.updated(update);
        return true;
    }

    private static long nanos(String field, long time) {
        try {
            return Stamps.venueNanos(time);
        } catch (BadLine e) {
            throw new BadLine("field " + field + ": " + e.getMessage());
        }
    }
}
