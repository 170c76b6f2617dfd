package io.onetape.backtest.run;

import io.onetape.backtest.importer.FactSink;
import io.onetape.backtest.importer.ImportRequest;
import io.onetape.backtest.importer.binance.BinanceImporter;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.Market;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.tape.MemoryTape;
import io.onetape.journal.tape.Tape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** A recorded tape in memory, filled by an importer, a synthetic market or a test. */
public final class Recording implements FactSink {
    private final MemoryTape tape = new MemoryTape(7, RollCycle.DAY);
    private long limit;
    private int source;
    private long number;

    public Recording() {
        this(Long.MAX_VALUE);
    }

    /** Takes the first {@code limit} facts only. */
    public Recording(long limit) {
        this.limit = limit;
    }

    /** One of the real recordings. */
    public static Recording of(Market market, String file) {
        Path shared = Path.of(System.getProperty("onetape.shared", "../../shared"));
        Recording recording = new Recording();
        try {
            new BinanceImporter(
                            ImportRequest.of(
                                    market, List.of(shared.resolve("data").resolve(file))),
                            recording)
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return recording;
    }

    @Override
    public void accept(RecordDraft fact, long recordedAtNanos) {
        if (number == limit) {
            return;
        }
        if (source == 0) {
            source = tape.writer().define(SourceKind.OUTSIDE, "importer", recordedAtNanos);
        }
        number++;
        fact.source(source, number).cause(0, 0);
        tape.writer().append(fact.buffer(), fact.length(), source, recordedAtNanos);
    }

    /** Takes a record that was made before. */
    void accept(RecordView fact, long recordedAtNanos) {
        source = tape.writer().define(SourceKind.OUTSIDE, "importer", recordedAtNanos);
        number++;
        tape.writer().appendFact(fact, source, recordedAtNanos);
    }

    /** Takes the next {@code more} facts too. */
    void goOn(long more) {
        limit += more;
    }

    public Tape tape() {
        return tape;
    }
}
