package io.onetape.backtest.marketdata;

import io.onetape.backtest.importer.CollectingSink;
import io.onetape.backtest.importer.ImportRequest;
import io.onetape.backtest.importer.binance.BinanceImporter;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.BookStatus;
import io.onetape.journal.schema.BookTopDecoder;
import io.onetape.journal.schema.Market;
import io.onetape.replay.Emitter;
import io.onetape.services.marketdata.MarketData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.agrona.sbe.MessageEncoderFlyweight;

/** A recording of one instrument as records in memory, and what the market-data processor emits of them. */
final class Recording {
    private static final Path DATA = Path.of(System.getProperty("onetape.shared", "../../shared"), "data");

    private Recording() {}

    /** Files that continue each other are joined by a plus sign. */
    static List<RecordView> read(Market market, String files) {
        List<Path> paths = Arrays.stream(files.split("\\+")).map(DATA::resolve).toList();
        return read(ImportRequest.of(market, paths));
    }

    /** A capture whose REST replies lie in files of their own. */
    static List<RecordView> readWithRest(Market market, String file, List<String> rest) {
        List<Path> replies = rest.stream().map(DATA::resolve).toList();
        return read(new ImportRequest(List.of(DATA.resolve(file)), replies, market, Set.of(), true, Optional.empty()));
    }

    private static List<RecordView> read(ImportRequest request) {
        CollectingSink sink = CollectingSink.keeping();
        try {
            new BinanceImporter(request, sink).run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sink.records();
    }

    static Tops feed(MarketData marketData, List<RecordView> records) {
        Tops tops = new Tops();
        records.forEach(record -> marketData.onRecord(record, tops));
        return tops;
    }

    /** Counts what is emitted and keeps a hash of all of it. */
    static final class Tops implements Emitter {
        private final RecordDraft draft = new RecordDraft();
        private final RecordView view = new RecordView();
        private final BookTopDecoder last = new BookTopDecoder();
        long count;
        long gaps; // times that the status became GAP
        long hash;

        @Override
        public <E extends MessageEncoderFlyweight> E begin(E encoder, int instrument) {
            return draft.begin(encoder, instrument);
        }

        @Override
        public void emit() {
            count++;
            view.wrap(draft.buffer(), 0, draft.length());
            gaps += last().status() == BookStatus.GAP ? 1 : 0;
            for (int i = 0; i < view.length(); i++) {
                hash = hash * 31 + view.buffer().getByte(i);
            }
        }

        BookTopDecoder last() {
            return view.decode(last);
        }

        @Override
        public void setTimer(long timer, long dueNanos) {
            throw new AssertionError("market data sets no timer");
        }

        @Override
        public void cancelTimer(long timer) {
            throw new AssertionError("market data sets no timer");
        }
    }
}
