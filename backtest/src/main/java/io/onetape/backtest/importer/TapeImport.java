package io.onetape.backtest.importer;

import io.onetape.backtest.importer.binance.BinanceImporter;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.sequencer.Sequencer;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeWriter;
import java.io.IOException;
import java.nio.file.Path;

/** Imports recordings into a new tape on disk, on which everything comes from the source {@code importer}. */
public final class TapeImport implements FactSink, AutoCloseable {
    /** The source's name on the tape. */
    public static final String SOURCE = "importer";

    private final TapeWriter tape;
    private final Sequencer sequencer;
    private int source;
    private long number;

    /** Begins a tape in a folder that is missing or empty. */
    public TapeImport(Path folder, long tapeId) {
        tape = TapeFolder.create(folder, tapeId, RollCycle.HOUR);
        sequencer = new Sequencer(tape);
    }

    /** Imports Binance recordings into a new tape in {@code folder}; a truncated input leaves a tape with what came before. */
    public static ImportResult binance(ImportRequest request, Path folder) throws IOException {
        long tapeId = ContentId.of(request);
        try (TapeImport target = new TapeImport(folder, tapeId)) {
            return new BinanceImporter(request, target).run();
        }
    }

    @Override
    public void accept(RecordDraft fact, long recordedAtNanos) {
        if (number == 0) {
            source = tape.define(SourceKind.OUTSIDE, SOURCE, recordedAtNanos);
        }
        fact.source(source, ++number).cause(0, 0);
        sequencer.sequence(fact, recordedAtNanos);
    }

    @Override
    public void close() {
        tape.close();
    }
}
