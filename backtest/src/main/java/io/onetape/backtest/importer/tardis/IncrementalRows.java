package io.onetape.backtest.importer.tardis;

import io.onetape.backtest.importer.fact.BookFact;
import io.onetape.backtest.importer.fact.FactTimes;
import io.onetape.backtest.importer.line.Levels;
import io.onetape.backtest.importer.listing.Listing;
import io.onetape.backtest.importer.listing.Listings;
import io.onetape.backtest.importer.row.CsvHeader;
import io.onetape.backtest.importer.row.Track;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordDraft;

/**
 * Changes of a book, one level a row: neighbouring rows of one symbol, both times and one {@code is_snapshot} are one message. The venue's update ids are not in
 * the file; the import counts messages instead, so that they follow each other, except where a row was rejected. A snapshot's levels of 0 are no levels.
 * Single-threaded.
 */
final class IncrementalRows extends TardisFormat {
    private static final byte[] TRUE = ascii("true");
    private static final byte[] FALSE = ascii("false");
    private static final byte[] BID = ascii("bid");
    private static final byte[] ASK = ascii("ask");

    private final int isSnapshot = column("is_snapshot");
    private final int side = column("side");
    private final int price = column("price");
    private final int amount = column("amount");
    private final BookFact book = new BookFact();
    private final FactTimes times = new FactTimes();
    private final Levels bids = new Levels();
    private final Levels asks = new Levels();
    private boolean rowSnapshot;
    private boolean rowBid;
    private long rowPrice;
    private long rowQuantity;
    private Listing listing;
    private boolean snapshot;
    private boolean full;

    IncrementalRows(CsvHeader header, Listings listings) {
        super(header, listings);
        listing = rowListing();
    }

    @Override
    boolean readRest() {
        rowSnapshot = row.is(isSnapshot, TRUE);
        if (!rowSnapshot && !row.is(isSnapshot, FALSE)) {
            throw row.bad(isSnapshot, "is_snapshot", "true or false");
        }
        rowBid = row.is(side, BID);
        if (!rowBid && !row.is(side, ASK)) {
            throw row.bad(side, "side", "bid or ask");
        }
        rowPrice = row.decimal(price, "price");
        rowQuantity = row.decimal(amount, "amount");
        if (full && continues()) {
            BookFact.bound(BookFact.MOST_LEVELS + 1);
        }
        return true;
    }

    @Override
    public boolean isGrouped() {
        return true;
    }

    @Override
    public boolean continues() {
        return rowSnapshot == snapshot
                && rowListing() == listing
                && receivedNanos() == times.receivedNanos()
                && exchangeNanos() == times.eventNanos();
    }

    @Override
    public void begin() {
        listing = rowListing();
        snapshot = rowSnapshot;
        times.set(receivedNanos(), exchangeNanos(), Fixed8.NULL);
        bids.clear();
        asks.clear();
        add();
    }

    @Override
    public void add() {
        if (!snapshot || rowQuantity != 0) {
            (rowBid ? bids : asks).add(rowPrice, rowQuantity);
        }
        full = bids.count() + asks.count() == BookFact.MOST_LEVELS;
    }

    @Override
    public Listing listing() {
        return listing;
    }

    @Override
    public boolean write(RecordDraft draft, Track track) {
        long id = track.nextCounted();
        if (snapshot) {
            bids.sort(true);
            asks.sort(false);
            book.snapshot(draft, times, id, bids, asks, listing);
        } else {
            book.update(draft, times, id, id, id - 1, bids, asks, listing);
        }
        return true;
    }
}
