package io.onetape.services.marketdata;

import io.onetape.journal.schema.BookStatus;
import io.onetape.journal.schema.Market;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/** A book and what waits for one, as another processor than market data keeps it in its state. What was counted on the way is left out. */
public final class BookSyncState {
    private BookSyncState() {}

    /** Keys: asks, awaitsFirst, bids, exchangeNanos, keptUpdates, lastUpdateId, lost, market, orders, silent, stale, synced. */
    public static void write(BookSync sync, Market market, WireOut to) {
        MarketDataState.write("asks", sync.book.asks(), to);
        to.write("awaitsFirst").bool(sync.awaitsFirst);
        MarketDataState.write("bids", sync.book.bids(), to);
        to.write("exchangeNanos").int64(sync.exchangeNanos);
        KeptUpdatesState.write("keptUpdates", sync.kept, to);
        to.write("lastUpdateId").int64(sync.lastUpdateId);
        to.write("lost").text(sync.lost.name());
        to.write("market").text(market.name());
        sync.writeOrders(to);
        to.write("silent").bool(sync.silent);
        to.write("stale").bool(sync.stale);
        to.write("synced").bool(sync.synced);
    }

    /** What {@link #write} wrote. */
    public static BookSync read(WireIn from) {
        OrderBook levels = new OrderBook();
        KeptUpdates kept = new KeptUpdates();
        MarketDataState.read("asks", levels.asks(), from);
        boolean awaitsFirst = from.read("awaitsFirst").bool();
        MarketDataState.read("bids", levels.bids(), from);
        long exchangeNanos = from.read("exchangeNanos").int64();
        KeptUpdatesState.read("keptUpdates", kept, from);
        long lastUpdateId = from.read("lastUpdateId").int64();
        BookStatus lost = BookStatus.valueOf(from.read("lost").text());
        BookSync sync = new BookSync(Market.valueOf(from.read("market").text()), levels, kept, new BookSync.Counters());
        sync.readOrders(from);
        sync.silent = from.read("silent").bool();
        sync.stale = from.read("stale").bool();
        sync.synced = from.read("synced").bool();
        sync.awaitsFirst = awaitsFirst;
        sync.exchangeNanos = exchangeNanos;
        sync.lastUpdateId = lastUpdateId;
        sync.lost = lost;
        return sync;
    }
}
