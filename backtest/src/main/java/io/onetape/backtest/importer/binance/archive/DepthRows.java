package io.onetape.backtest.importer.binance.archive;

import io.onetape.backtest.importer.fact.BookFact;
import io.onetape.backtest.importer.fact.FactTimes;
import io.onetape.backtest.importer.line.Levels;
import io.onetape.backtest.importer.listing.Listing;
import io.onetape.backtest.importer.listing.Listings;
import io.onetape.backtest.importer.row.CsvFormat;
import io.onetape.backtest.importer.row.CsvHeader;
import io.onetape.backtest.importer.row.Track;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordDraft;
import java.nio.charset.StandardCharsets;

/**
 * Depth of futures, one level a row: neighbouring rows of one symbol, time, type and of the same update ids are one message. A snapshot's previous id is -1.
 * Single-threaded.
 */
final class DepthRows extends CsvFormat {
    private static final byte[] BID = ascii("b");
    private static final byte[] ASK = ascii("a");
    private static final byte[] SNAP = ascii("snap");
    private static final byte[] SET = ascii("set");
    private static final byte[] NONE = ascii("-1");

    private final Listings listings;
    private final int symbol = column("symbol");
    private final int timestamp = column("timestamp");
    private final int first = column("first_update_id");
    private final int last = column("last_update_id");
    private final int side = column("side");
    private final int type = column("update_type");
    private final int price = column("price");
    private final int quantity = column("qty");
    private final int previous = column("pu");
    private final BookFact book = new BookFact();
    private final FactTimes times = new FactTimes();
    private final Levels bids = new Levels();
    private final Levels asks = new Levels();
    private DepthKey key; // of the row
    private DepthKey message;
    private boolean rowBid;
    private long rowPrice;
    private long rowQuantity;
    private boolean full;

    DepthRows(CsvHeader header, Listings listings) {
        super(header);
        this.listings = listings;
        this.key = new DepthKey(new Listing("", "", listings.market(), false), false, 0, 0, 0, 0);
        this.message = key;
    }

    @Override
    protected boolean readRow() {
        boolean snapshot = row.is(type, SNAP);
        if (!snapshot && !row.is(type, SET)) {
            throw row.bad(type, "update_type", "snap or set");
        }
        rowBid = row.is(side, BID);
        if (!rowBid && !row.is(side, ASK)) {
            throw row.bad(side, "side", "b or a");
        }
        rowPrice = row.decimal(price, "price");
        rowQuantity = row.decimal(quantity, "qty");
        key = new DepthKey(
                listings.find("binance", row.bytes(), row.from(symbol), row.to(symbol)),
                snapshot,
                row.nanos(timestamp, "timestamp"),
                row.whole(first, "first_update_id"),
                row.whole(last, "last_update_id"),
                row.is(previous, NONE) ? Fixed8.NULL : row.whole(previous, "pu"));
        if (full && continues()) {
            BookFact.bound(BookFact.MOST_LEVELS + 1);
        }
        return key.listing().wanted() || skipped("symbol");
    }

    @Override
    public long orderNanos() {
        return key.nanos();
    }

    @Override
    public boolean isGrouped() {
        return true;
    }

    @Override
    public boolean continues() {
        return key.equals(message);
    }

    @Override
    public void begin() {
        message = key;
        bids.clear();
        asks.clear();
        add();
    }

    @Override
    public void add() {
        if (!message.snapshot() || rowQuantity != 0) {
            (rowBid ? bids : asks).add(rowPrice, rowQuantity);
        }
        full = bids.count() + asks.count() == BookFact.MOST_LEVELS;
    }

    @Override
    public Listing listing() {
        return message.listing();
    }

    @Override
    public boolean write(RecordDraft draft, Track track) {
        times.set(Fixed8.NULL, message.nanos(), Fixed8.NULL);
        if (message.snapshot()) {
            bids.sort(true);
            asks.sort(false);
            book.snapshot(draft, times, message.last(), bids, asks, listing());
        } else {
            book.update(draft, times, message.first(), message.last(), message.previous(), bids, asks, listing());
        }
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
