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

/**
 * Databento's schema {@code mbo} as CSV, one action on one order a row (databento.com/docs/schemas/mbo, /docs/examples/order-book/order-tracking and /docs/conventions/mbo-snapshot, as of 2026).
 *
 * <p>A adds an order; C cancels {@code size} of it, partly or whole; M sets its price and size; R clears the book. T is an aggressor's trade, by its side, and F says which order it filled: neither changes the
 * book, a C does that for each filled order. Such a C is an EXECUTE, if the T before its F is on the tape: one without a side is not. N does nothing. {@code flags} is a sum: 128 is on the last row of an event, 32 on
 * the rows of a snapshot, whose {@code ts_event} is of long ago and is left out. Where the last row of an event makes no record what was said before it is said again, as the last. Times are nanoseconds or ISO 8601;
 * prices are decimals, or without a point units of 10^-9; sizes are contracts or shares. The rows of a file are counted: a rejected row is a gap until the next R; files continue each other. Single-threaded.
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

    private final Map<Listing, OrderEvent> events = new HashMap<>(); // looked up, never iterated
    private final Listings listings;
    private final ContractSizes sizes;
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
    private OrderEvent event = new OrderEvent(Fixed8.ONE);
    private byte what;
    private boolean last;
    private long rowPrice;
    private long rowQuantity;
    private long rowOrder;
    private Side rowSide = Side.NULL_VAL;

    MboRows(CsvHeader header, Listings listings, ContractSizes sizes) {
        super(header);
        this.sizes = sizes;
        this.listings = listings;
        symbol = header.has("symbol") ? column("symbol") : column("instrument_id");
        listing = new Listing("", "", listings.market(), false);
    }

    @Override
    protected boolean readRow() {
        try {
            return readAction();
        } catch (BadLine e) {
            events.clear(); // it may have ended one
            throw e;
        }
    }

    private boolean readAction() {
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
        event = event();
        what = row.to(action) - row.from(action) == 1 ? row.bytes()[row.from(action)] : 0;
        switch (what) {
            case 'A', 'C', 'M', 'T', 'F' -> readOrder();
            case 'R', 'N' -> {} // they are about no order
            default -> throw row.bad(action, "action", "A, C, M, R, T, F or N");
        }
        return true;
    }

    private OrderEvent event() {
        OrderEvent known = events.get(listing);
        if (known == null) {
            known = new OrderEvent(sizes.of(listing.symbol()));
            events.put(listing, known);
            listing.quantities().see(known.contractSize);
        }
        return known;
    }

    private void readOrder() {
        rowSide = row.is(side, BID) ? Side.BUY : row.is(side, ASK) ? Side.SELL : Side.NULL_VAL;
        if (rowSide == Side.NULL_VAL && !row.is(side, NONE)) {
            throw row.bad(side, "side", "A, B or N");
        }
        boolean lacksSide = rowSide == Side.NULL_VAL && (what == 'A' || what == 'T');
        boolean needsPrice = what == 'A' || what == 'M' || what == 'T';
        rowPrice = needsPrice && !lacksSide ? price() : Fixed8.NULL;
        rowQuantity = quantity();
        rowOrder = row.unsigned(orderId, "order_id");
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
            return Math.multiplyExact(row.whole(size, "size"), event.contractSize);
        } catch (ArithmeticException e) {
            throw row.bad(size, "size", "a number below 92 billion with the contract's size");
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
        boolean written = writeAction(draft, track) || (last && event.isOpen() && sayAgain(draft, track));
        if (last) {
            event.end();
        }
        return written;
    }

    private boolean writeAction(RecordDraft draft, Track track) {
        return switch (what) {
            case 'A' -> add(draft, track);
            case 'R' -> {
                track.orders().beginSnapshot();
                track.orders().endSnapshot(Departures.IGNORED);
                put(draft, track, OrderAction.CLEAR, Fixed8.NULL, Fixed8.NULL, 0);
                yield true;
            }
            case 'T' -> trade(draft);
            case 'F' -> {
                event.filled(rowOrder, rowQuantity);
                yield skipped("fill: its cancel says it");
            }
            case 'N' -> skipped("no action");
            default -> change(draft, track);
        };
    }

    private boolean trade(RecordDraft draft) {
        boolean isPrint = rowSide != Side.NULL_VAL;
        event.traded(isPrint);
        if (!isPrint) {
            return skipped("no side");
        }
        trade.trade(draft, times, 0, rowPrice, rowQuantity, rowSide, listing);
        return true;
    }

    private boolean add(RecordDraft draft, Track track) {
        PublicOrders orders = track.orders();
        if (rowSide == Side.NULL_VAL) {
            return skipped("no side");
        }
        if (rowQuantity == 0) {
            return skipped("order of nothing");
        }
        if (orders.has(rowOrder)) {
            orders.change(rowOrder, rowPrice, rowQuantity, false, Departures.IGNORED);
        } else if (orders.isFull()) {
            track.miss();
            return skipped("more orders than can be kept");
        } else {
            orders.add(rowOrder, rowSide == Side.BUY, rowPrice, rowQuantity);
        }
        put(draft, track, OrderAction.ADD, rowOrder, rowPrice, rowQuantity);
        return true;
    }

    private boolean change(RecordDraft draft, Track track) {
        PublicOrders orders = track.orders();
        if (!orders.has(rowOrder)) {
            return skipped("order that is not known");
        }
        long at = what == 'M' ? rowPrice : orders.priceOf(rowOrder);
        long left = what == 'M' ? rowQuantity : Math.max(0, orders.quantityOf(rowOrder) - rowQuantity);
        rowSide = orders.isBid(rowOrder) ? Side.BUY : Side.SELL;
        orders.change(rowOrder, at, left, false, Departures.IGNORED);
        OrderAction ended = left == 0 ? OrderAction.DELETE : OrderAction.CHANGE;
        boolean executed = what == 'C' && event.takeFilled(rowOrder, rowQuantity);
        put(draft, track, executed ? OrderAction.EXECUTE : ended, rowOrder, at, left);
        return true;
    }

    /** The last row of the event has made no record: a reader has to know that nothing of the event follows. */
    private boolean sayAgain(RecordDraft draft, Track track) {
        rowSide = event.side();
        put(draft, track, event.again(), event.order(), event.price(), event.left());
        return true;
    }

    private void put(RecordDraft draft, Track track, OrderAction act, long id, long at, long left) {
        long counted = track.nextCounted();
        Side whose = act == OrderAction.CLEAR ? Side.NULL_VAL : rowSide;
        event.said(act, id, whose, at, left);
        order.write(draft, times, counted, counted - 1, act, id, whose, at, left, last, listing);
    }
}
