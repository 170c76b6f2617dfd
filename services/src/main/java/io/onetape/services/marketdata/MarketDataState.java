package io.onetape.services.marketdata;

import io.onetape.journal.schema.BookStatus;
import io.onetape.journal.schema.Market;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/** The market-data processor's state on a wire: by instrument, numbers with decimals as text, and the whole book with what waits for one. */
final class MarketDataState {
    private MarketDataState() {}

    static void write(List<MarketBook> books, long staleAfterNanos, WireOut state) {
        state.write("instruments")
                .sequence(books, (all, out) -> all.forEach(book -> out.marshallable(to -> write(book, to))));
        state.write("staleAfterNanos").int64(staleAfterNanos);
    }

    static void read(WireIn state, Consumer<MarketBook> to, LongConsumer staleAfterNanos) {
        state.read("instruments").sequence(to, (books, in) -> {
            while (in.hasNextSequenceItem()) {
                in.marshallable(from -> books.accept(book(from)));
            }
        });
        staleAfterNanos.accept(state.read("staleAfterNanos").int64());
    }

    private static void write(MarketBook book, WireOut to) {
        BookSync sync = book.sync;
        BookSync.Counters counters = sync.counters;
        TopOfBook top = book.top;
        to.write("applied").int64(counters.applied);
        writeDecimal("ask", top.ask, to);
        writeDecimal("askQuantity", top.askQuantity, to);
        write("asks", sync.book.asks(), to);
        to.write("awaitsFirst").bool(sync.awaitsFirst);
        writeDecimal("bid", top.bid, to);
        writeDecimal("bidQuantity", top.bidQuantity, to);
        write("bids", sync.book.bids(), to);
        to.write("dropped").int64(counters.dropped);
        to.write("exchangeNanos").text(OptionalText.of(sync.exchangeNanos));
        to.write("gaps").int64(counters.gaps);
        to.write("id").int32(book.instrument);
        writeDecimal("imbalance", top.imbalance, to);
        KeptUpdatesState.write("keptUpdates", sync.kept, to);
        to.write("lastUpdateId").int64(sync.lastUpdateId);
        to.write("letGo").int64(counters.letGo);
        to.write("lost").text(sync.lost.name());
        to.write("market").text(book.market.name());
        writeDecimal("microprice", top.microprice, to);
        writeDecimal("mid", top.mid, to);
        sync.writeOrders(to);
        to.write("seenNanos").text(OptionalText.of(book.seenNanos));
        to.write("silent").bool(sync.silent);
        to.write("snapshots").int64(counters.snapshots);
        to.write("snapshotsIgnored").int64(counters.snapshotsIgnored);
        to.write("snapshotsTooOld").int64(counters.snapshotsTooOld);
        writeDecimal("spread", top.spread, to);
        to.write("stale").bool(sync.stale);
        to.write("status").text(sync.status().name());
        to.write("symbol").text(book.symbol);
        to.write("synced").bool(sync.synced);
        to.write("valid").bool(sync.status() == BookStatus.VALID);
        to.write("waiting").int32(sync.kept.size());
    }

    static void write(String key, BookSide side, WireOut to) {
        to.write(key).sequence(side, (levels, out) -> {
            for (int level = 0; level < levels.levels(); level++) {
                LevelText.write(levels.price(level), levels.quantity(level), out);
            }
        });
    }

    /** Reads in the order in which it was written; what follows from the rest is passed over. */
    private static MarketBook book(WireIn from) {
        OrderBook levels = new OrderBook();
        KeptUpdates kept = new KeptUpdates();
        BookSync.Counters counters = new BookSync.Counters();
        counters.applied = from.read("applied").int64();
        long ask = readDecimal("ask", from);
        long askQuantity = readDecimal("askQuantity", from);
        read("asks", levels.asks(), from);
        boolean awaitsFirst = from.read("awaitsFirst").bool();
        long bid = readDecimal("bid", from);
        long bidQuantity = readDecimal("bidQuantity", from);
        read("bids", levels.bids(), from);
        counters.dropped = from.read("dropped").int64();
        long exchangeNanos = OptionalText.toLong(from.read("exchangeNanos").text());
        counters.gaps = from.read("gaps").int64();
        int id = from.read("id").int32();
        KeptUpdatesState.read("keptUpdates", kept, from);
        long lastUpdateId = from.read("lastUpdateId").int64();
        counters.letGo = from.read("letGo").int64();
        BookStatus lost = BookStatus.valueOf(from.read("lost").text());
        Market market = Market.valueOf(from.read("market").text());
        BookSync sync = new BookSync(market, levels, kept, counters);
        sync.readOrders(from);
        long seenNanos = OptionalText.toLong(from.read("seenNanos").text());
        boolean silent = from.read("silent").bool();
        counters.snapshots = from.read("snapshots").int64();
        counters.snapshotsIgnored = from.read("snapshotsIgnored").int64();
        counters.snapshotsTooOld = from.read("snapshotsTooOld").int64();
        sync.stale = from.read("stale").bool();
        BookStatus status = BookStatus.valueOf(from.read("status").text());
        MarketBook book = new MarketBook(id, market, from.read("symbol").text(), sync);
        sync.synced = from.read("synced").bool();
        sync.awaitsFirst = awaitsFirst;
        sync.exchangeNanos = exchangeNanos;
        sync.lastUpdateId = lastUpdateId;
        sync.lost = lost;
        sync.silent = silent;
        book.seenNanos = seenNanos;
        book.top.set(bid, bidQuantity, ask, askQuantity, status);
        return book;
    }

    static void read(String key, BookSide side, WireIn from) {
        from.read(key).sequence(side, (levels, in) -> {
            while (in.hasNextSequenceItem()) {
                LevelText.read(in, levels::load);
            }
        });
    }

    private static void writeDecimal(String key, long value, WireOut to) {
        to.write(key).text(OptionalText.ofDecimal(value));
    }

    private static long readDecimal(String key, WireIn from) {
        return OptionalText.toDecimal(from.read(key).text());
    }
}
