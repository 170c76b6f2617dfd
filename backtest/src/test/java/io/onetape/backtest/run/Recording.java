package io.onetape.backtest.run;

import io.onetape.backtest.importer.FactSink;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.tape.MemoryTape;
import io.onetape.journal.tape.Tape;

/** A recorded tape in memory, filled by an importer or a synthetic market. */
final class Recording implements FactSink {
    private final MemoryTape tape = new MemoryTape(7, RollCycle.DAY);
    private int source;
    private long number;

    @Override
    public void accept(RecordDraft fact, long recordedAtNanos) {
        if (source == 0) {
            source = tape.writer().define(SourceKind.OUTSIDE, "importer", recordedAtNanos);
        }
        number++;
        fact.source(source, number).cause(0, 0);
        tape.writer().append(fact.buffer(), fact.length(), source, recordedAtNanos);
    }

    Tape tape() {
        return tape;
    }
}
