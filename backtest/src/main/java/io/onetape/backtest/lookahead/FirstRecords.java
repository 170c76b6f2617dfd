package io.onetape.backtest.lookahead;

import io.onetape.journal.record.RecordView;
import io.onetape.journal.tape.Tape;
import io.onetape.journal.tape.TapeReader;

/** The records of a tape up to one of them: what a run over them may look at before it begins. Forward only; single-threaded. */
public final class FirstRecords implements AutoCloseable {
    private final TapeReader reader;
    private final long lastSequence;

    FirstRecords(Tape tape, long lastSequence) {
        reader = tape.reader();
        this.lastSequence = lastSequence;
    }

    /** Goes to the next record; false behind the last one. */
    public boolean next() {
        return reader.number() < lastSequence && reader.next();
    }

    /** The current record, valid until the next call. */
    public RecordView record() {
        return reader.record();
    }

    @Override
    public void close() {
        reader.close();
    }
}
