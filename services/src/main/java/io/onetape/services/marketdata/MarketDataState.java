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
        to.write("id").int32(book.instrument);
        to.write("market").text(book.market.name());
        to.write("symbol").text(book.symbol);
        to.write("valid").bool(sync.status() == BookStatus.VALID);
        to.write("status").text(sync.status().name());
        write(sync.counters, sync.kept.size(), to);
        write(book.top, to);
        to.write("lastUpdateId").int64(sync.lastUpdateId);
        to.write("exchangeNanos").text(OptionalText.of(sync.exchangeNanos));
        to.write("synced").bool(sync.synced);
        to.write("awaitsFirst").bool(sync.awaitsFirst);
        to.write("stale").bool(sync.stale);
        to.write("lost").text(sync.lost.name());
        to.write("silent").bool(sync.silent);
        to.write("seenNanos").text(OptionalText.of(book.seenNanos));
        write("bids", sync.book.bids(), to);
        write("asks", sync.book.asks(), to);
        KeptUpdatesState.write("keptUpdates", sync.kept, to);
    }

    private static void write(BookSync.Counters counters, int waiting, WireOut to) {
        to.write("applied").int64(counters.applied);
        to.write("dropped").int64(counters.dropped);
        to.write("letGo").int64(counters.letGo);
        to.write("waiting").int32(waiting);
        to.write("gaps").int64(counters.gaps);
        to.write("snapshots").int64(counters.snapshots);
        to.write("snapshotsIgnored").int64(counters.snapshotsIgnored);
        to.write("snapshotsTooOld").int64(counters.snapshotsTooOld);
    }

    private static void write(TopOfBook top, WireOut to) {
        writeDecimal("bid", top.bid, to);
        writeDecimal("bidQuantity", top.bidQuantity, to);
        writeDecimal("ask", top.ask, to);
        writeDecimal("askQuantity", top.askQuantity, to);
        writeDecimal("spread", top.spread, to);
        writeDecimal("mid", top.mid, to);
        writeDecimal("imbalance", top.imbalance, to);
        writeDecimal("microprice", top.microprice, to);
    }

    private static void write(String key, BookSide side, WireOut to) {
        to.write(key).sequence(side, (levels, out) -> {
            for (int level = 0; level < levels.levels(); level++) {
                LevelText.write(levels.price(level), levels.quantity(level), out);
            }
        });
    }

    private static MarketBook book(WireIn from) {
        int id = from.read("id").int32();
        Market market = Market.valueOf(from.read("market").text());
        MarketBook book = new MarketBook(id, market, from.read("symbol").text());
        BookStatus status = BookStatus.valueOf(from.read("status").text());
        BookSync sync = book.sync;
        read(sync.counters, from);
        book.top.set(
                readDecimal("bid", from),
                readDecimal("bidQuantity", from),
                readDecimal("ask", from),
                readDecimal("askQuantity", from),
                status);
        sync.lastUpdateId = from.read("lastUpdateId").int64();
        sync.exchangeNanos = OptionalText.toLong(from.read("exchangeNanos").text());
        sync.synced = from.read("synced").bool();
        sync.awaitsFirst = from.read("awaitsFirst").bool();
        sync.stale = from.read("stale").bool();
        sync.lost = BookStatus.valueOf(from.read("lost").text());
        sync.silent = from.read("silent").bool();
        book.seenNanos = OptionalText.toLong(from.read("seenNanos").text());
        read("bids", sync.book.bids(), from);
        read("asks", sync.book.asks(), from);
        KeptUpdatesState.read("keptUpdates", sync.kept, from);
        return book;
    }

    private static void read(BookSync.Counters counters, WireIn from) {
        counters.applied = from.read("applied").int64();
        counters.dropped = from.read("dropped").int64();
        counters.letGo = from.read("letGo").int64();
        counters.gaps = from.read("gaps").int64();
        counters.snapshots = from.read("snapshots").int64();
        counters.snapshotsIgnored = from.read("snapshotsIgnored").int64();
        counters.snapshotsTooOld = from.read("snapshotsTooOld").int64();
    }

    private static void read(String key, BookSide side, WireIn from) {
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
