package io.onetape.backtest.importer.databento;

import io.onetape.backtest.importer.fact.FactTimes;
import io.onetape.backtest.importer.fact.OrderFact;
import io.onetape.backtest.importer.fact.TradeFact;
import io.onetape.backtest.importer.line.BadLine;
import io.onetape.backtest.importer.listing.Listing;
import io.onetape.backtest.importer.listing.Listings;
import io.onetape.backtest.importer.row.CsvFormat;
import io.onetape.backtest.importer.row.CsvHeader;
import io.onetape.backtest.importer.row.Track;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.schema.OrderAction;
import io.onetape.journal.schema.Side;
import io.onetape.services.marketdata.orders.Departures;
import io.onetape.services.marketdata.orders.PublicOrders;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.agrona.collections.LongHashSet;

/**
 * Databento's schema {@code mbo} as CSV, one action on one order a row (databento.com/docs/schemas/mbo, /docs/examples/order-book/order-tracking and /docs/conventions/mbo-snapshot, as of 2026).
 *
 * <p>A adds an order; C cancels {@code size} of it, partly or whole; M sets its price and size; R clears the book. T is an aggressor's trade, by its side, and F says which order it filled: neither changes the
 * book, a C does that for each filled order, so such a C is an EXECUTE. N does nothing. {@code flags} is a sum: 128 is on the last row of an event, 32 on the rows of a snapshot, whose
 * {@code ts_event} is of long ago and is left out. Times are nanoseconds or ISO 8601; prices are decimals, or without a point units of 10^-9. The rows of a file are counted: a rejected row is a
 * gap until the next R. Single-threaded.
 */
final class MboRows extends CsvFormat {
    static final String[] COLUMNS = {
        "ts_recv", "ts_event", "publisher_id", "instrument_id", "action", "side", "price", "size", "order_id", "flags"
    };

    private static final byte[] BID = "B".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ASK = "A".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NONE = "N".getBytes(StandardCharsets.US_ASCII);
    private static final int LAST = 128;
    private static final int SNAPSHOT = 32;
    private static final long UNITS_OF_FIXED8 = 10; // of 10^-9

    /** What the file has said so far of one instrument. */
    private static final class Book {
        private final PublicOrders orders = new PublicOrders();
        private final LongHashSet filled = new LongHashSet(); // in the event that is being read
    }

    private final Map<Listing, Book> books = new HashMap<>(); // looked up, never iterated
    private final Listings listings;
    private final int received = column("ts_recv");
    private final int happened = column("ts_event");
    private final int publisher = column("publisher_id");
    private final int action = column("action");
    private final int side = column("side");
    private final int price = column("price");
    private final int size = column("size");
    private final int orderId = column("order_id");
    private final int flags = column("flags");
    private final int symbol;
    private final FactTimes times = new FactTimes();
    private final OrderFact order = new OrderFact();
    private final TradeFact trade = new TradeFact();
    private Listing listing;
    private Book book = new Book();
    private byte what;
    private boolean last;
    private long rowPrice;
    private long rowQuantity;
    private long rowOrder;
    private Side rowSide = Side.NULL_VAL;

    MboRows(CsvHeader header, Listings listings) {
        super(header);
        this.listings = listings;
        symbol = header.has("symbol") ? column("symbol") : column("instrument_id");
        listing = new Listing("", "", listings.market(), false);
    }

    @Override
    protected boolean readRow() {
        long bits = row.whole(flags, "flags");
        last = (bits & LAST) != 0;
        times.set(
                nanos(received, "ts_recv"),
                Fixed8.NULL,
                (bits & SNAPSHOT) == 0 ? nanos(happened, "ts_event") : Fixed8.NULL);
        listing = listings.find("DATABENTO-" + row.text(publisher), row.bytes(), row.from(symbol), row.to(symbol));
        if (!listing.wanted()) {
            return skipped("symbol");
        }
        book = books.computeIfAbsent(listing, key -> new Book());
        what = row.to(action) - row.from(action) == 1 ? row.bytes()[row.from(action)] : 0;
        return switch (what) {
            case 'A', 'C', 'M', 'T' -> readOrder();
            case 'R' -> true;
            case 'F' -> {
                book.filled.add(row.whole(orderId, "order_id"));
                yield skipped("fill: its cancel says it");
            }
            case 'N' -> skipped("no action");
            default -> throw row.bad(action, "action", "A, C, M, R, T, F or N");
        };
    }

    private boolean readOrder() {
        rowSide = row.is(side, BID) ? Side.BUY : row.is(side, ASK) ? Side.SELL : Side.NULL_VAL;
        if (rowSide == Side.NULL_VAL && !row.is(side, NONE)) {
            throw row.bad(side, "side", "A, B or N");
        }
        rowPrice = price();
        rowQuantity = quantity();
        rowOrder = row.whole(orderId, "order_id");
        boolean needsSide = what == 'T' || what == 'A';
        return rowSide != Side.NULL_VAL || !needsSide || skipped("no side");
    }

    private long price() {
        for (int at = row.from(price); at < row.to(price); at++) {
            if (row.bytes()[at] == '.') {
                return row.positive(price, "price");
            }
        }
        long units = row.whole(price, "price");
        if (units == 0 || units % UNITS_OF_FIXED8 != 0) {
            throw row.bad(price, "price", "units of 10^-9 that fit eight decimals, above 0");
        }
        return units / UNITS_OF_FIXED8;
    }

    private long quantity() {
        try {
            return Math.multiplyExact(row.whole(size, "size"), Fixed8.ONE);
        } catch (ArithmeticException e) {
            throw row.bad(size, "size", "a number below 92 billion");
        }
    }

    private long nanos(int column, String name) {
        if (row.wholeOrNegative(column) >= 0) {
            return row.nanos(column, name);
        }
        try {
            Instant time = Instant.parse(row.text(column));
            return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
        } catch (DateTimeException | ArithmeticException e) {
            throw new BadLine(name
                    + ": expected nanoseconds since the epoch or a time such as 2026-01-05T09:00:00.000000001Z, found: "
                    + e.getMessage());
        }
    }

    @Override
    public long orderNanos() {
        return times.receivedNanos();
    }

    @Override
    public Listing listing() {
        return listing;
    }

    @Override
    public boolean write(RecordDraft draft, Track track) {
        boolean written = switch (what) {
            case 'T' -> {
                trade.trade(draft, times, 0, rowPrice, rowQuantity, rowSide, listing);
                yield true;
            }
            case 'R' -> {
                book.orders.beginSnapshot();
                book.orders.endSnapshot(Departures.IGNORED);
                put(draft, track, OrderAction.CLEAR, Fixed8.NULL, Fixed8.NULL, 0);
                yield true;
            }
            case 'A' -> add(draft, track);
            default -> change(draft, track);
        };
        if (last) {
            book.filled.clear();
        }
        return written;
    }

    private boolean add(RecordDraft draft, Track track) {
        if (rowQuantity == 0) {
            return skipped("order of nothing");
        }
        if (book.orders.has(rowOrder)) {
            book.orders.change(rowOrder, rowPrice, rowQuantity, false, Departures.IGNORED);
        } else {
            book.orders.add(rowOrder, rowSide == Side.BUY, rowPrice, rowQuantity);
        }
        put(draft, track, OrderAction.ADD, rowOrder, rowPrice, rowQuantity);
        return true;
    }

    private boolean change(RecordDraft draft, Track track) {
        if (!book.orders.has(rowOrder)) {
            return skipped("order that is not known");
        }
        long at = what == 'M' ? rowPrice : book.orders.priceOf(rowOrder);
        long left = what == 'M' ? rowQuantity : Math.max(0, book.orders.quantityOf(rowOrder) - rowQuantity);
        rowSide = book.orders.isBid(rowOrder) ? Side.BUY : Side.SELL;
        book.orders.change(rowOrder, at, left, false, Departures.IGNORED);
        OrderAction ended = left == 0 ? OrderAction.DELETE : OrderAction.CHANGE;
        boolean executed = what == 'C' && book.filled.contains(rowOrder);
        put(draft, track, executed ? OrderAction.EXECUTE : ended, rowOrder, at, left);
        return true;
    }

    private void put(RecordDraft draft, Track track, OrderAction act, long id, long at, long left) {
        long counted = track.nextCounted();
        order.write(
                draft,
                times,
                counted,
                counted - 1,
                act,
                id,
                act == OrderAction.CLEAR ? Side.NULL_VAL : rowSide,
                at,
                left,
                last,
                listing);
    }
}
