package io.onetape.backtest.importer.tape;

import io.onetape.backtest.importer.FactSink;
import io.onetape.backtest.importer.ImportRequest;
import io.onetape.backtest.importer.ImportResult;
import io.onetape.backtest.importer.binance.BinanceImporter;
import io.onetape.backtest.importer.binance.archive.ArchiveFormats;
import io.onetape.backtest.importer.bybit.BybitFormats;
import io.onetape.backtest.importer.databento.ContractSizes;
import io.onetape.backtest.importer.databento.DatabentoFormats;
import io.onetape.backtest.importer.listing.Listings;
import io.onetape.backtest.importer.ndjson.NdjsonImporter;
import io.onetape.backtest.importer.ndjson.NdjsonRequest;
import io.onetape.backtest.importer.ndjson.SourcedFactSink;
import io.onetape.backtest.importer.row.RowFormats;
import io.onetape.backtest.importer.row.RowImporter;
import io.onetape.backtest.importer.signals.SignalMerge;
import io.onetape.backtest.importer.signals.SignalRow;
import io.onetape.backtest.importer.tardis.TardisFormats;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.sequencer.Sequencer;
import io.onetape.journal.tape.EmptyTape;
import io.onetape.journal.tape.Tape;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Imports recordings into a new tape on disk. What has no source of its own comes from the source {@code importer}. */
public final class TapeImport implements FactSink, SourcedFactSink, AutoCloseable {
    /** The source's name on the tape. */
    public static final String SOURCE = "importer";

    private final Path folder;
    private final Optional<Path> rejects;
    private final TapeWriter tape;
    private final Sequencer sequencer;
    private final Map<String, Integer> numbers = new HashMap<>(); // looked up, never iterated

    /** Begins a tape in a folder that is missing or empty. */
    public TapeImport(Path folder, long tapeId) {
        this(folder, tapeId, Optional.empty());
    }

    private TapeImport(Path folder, long tapeId, Optional<Path> rejects) {
        this.folder = folder;
        this.rejects = rejects;
        tape = TapeFolder.create(folder, tapeId, RollCycle.HOUR);
        sequencer = new Sequencer(tape);
    }

    /**
     * Imports Binance recordings into a new tape in {@code folder}; a truncated input leaves a tape with what came before. Where nothing could be imported no
     * tape is left, and no rejected lines.
     */
    public static ImportResult binance(ImportRequest request, Path folder) throws IOException {
        long tapeId = ContentId.of(request);
        try (TapeImport target = new TapeImport(folder, tapeId, request.rejectFile())) {
            return new BinanceImporter(request, target).run();
        }
    }

    /** Imports Bybit's archives into a new tape in {@code folder}, and leaves there what {@link #binance} would. */
    public static ImportResult bybit(ImportRequest request, Path folder) throws IOException {
        Listings listings = new Listings(request);
        return rows("bybit", request, new BybitFormats(listings), listings, folder);
    }

    /** Imports Tardis' files into a new tape in {@code folder}, and leaves there what {@link #binance} would. */
    public static ImportResult tardis(ImportRequest request, Path folder) throws IOException {
        Listings listings = new Listings(request);
        return rows("tardis", request, new TardisFormats(listings), listings, folder);
    }

    /** Imports Databento's market-by-order files into a new tape in {@code folder}, and leaves there what {@link #binance} would. */
    public static ImportResult databento(ImportRequest request, ContractSizes sizes, Path folder) throws IOException {
        Listings listings = new Listings(request);
        String what = sizes.equals(ContractSizes.NONE) ? "databento" : "databento " + sizes.text();
        return rows(what, request, new DatabentoFormats(listings, sizes), listings, folder);
    }

    /** Imports Binance's public archive into a new tape in {@code folder}, and leaves there what {@link #binance} would. */
    public static ImportResult binanceArchive(ImportRequest request, Path folder) throws IOException {
        Listings listings = new Listings(request);
        return rows("binance-archive", request, new ArchiveFormats(listings, request.symbols()), listings, folder);
    }

    private static ImportResult rows(
            String what, ImportRequest request, RowFormats formats, Listings listings, Path folder) throws IOException {
        long tapeId =
                ContentId.of(what + "\n" + request.market() + "\n" + new TreeSet<>(request.symbols()), request.files());
        try (TapeImport target = new TapeImport(folder, tapeId, request.rejectFile())) {
            return new RowImporter(request, formats, listings, target).run();
        }
    }

    /** Imports our own export into a new tape in {@code folder}, and leaves there what {@link #binance} would. */
    public static ImportResult ndjson(NdjsonRequest request, Path folder) throws IOException {
        long tapeId = ContentId.of("ndjson", request.files());
        try (TapeImport target = new TapeImport(folder, tapeId, request.rejectFile())) {
            return new NdjsonImporter(request, target).run();
        }
    }

    /** Hands over signals in order of their available times. */
    public interface SignalRows {
        void forEach(Consumer<SignalRow> sink) throws IOException;
    }

    /**
     * Writes signals of these files, and the facts of {@code market} by time between them, into a new tape in {@code folder}.
     *
     * @return symbols without an instrument when their signal came; empty without a market
     */
    public static SortedSet<String> signals(List<Path> files, Optional<TapeFolder> market, SignalRows rows, Path folder)
            throws IOException {
        String asked = "signals "
                + market.map(tape -> "with " + tape.manifest().tapeId()).orElse("alone");
        try (TapeWriter tape = TapeFolder.create(folder, ContentId.of(asked, files), RollCycle.HOUR);
                SignalMerge merge = new SignalMerge(tape, market.map(Tape.class::cast))) {
            rows.forEach(merge::add);
            merge.finish();
            return merge.unknown();
        }
    }

    @Override
    public void accept(RecordDraft fact, long recordedAtNanos) {
        accept(fact, recordedAtNanos, SOURCE);
    }

    @Override
    public void accept(RecordDraft fact, long recordedAtNanos, String sourceName) {
        Integer known = numbers.get(sourceName);
        int source = known != null ? known : define(sourceName, recordedAtNanos);
        fact.source(source, tape.sources().last(source) + 1).cause(0, 0);
        sequencer.sequence(fact, recordedAtNanos);
    }

    /** Finishes the tape; one without a record is removed. */
    @Override
    public void close() {
        boolean empty = tape.lastSequence() == 0;
        tape.close();
        if (empty) {
            rejects.ifPresent(EmptyTape::delete);
            EmptyTape.remove(folder);
        }
    }

    private int define(String sourceName, long nanos) {
        int source = tape.define(SourceKind.OUTSIDE, sourceName, nanos);
        numbers.put(sourceName, source);
        return source;
    }
}
