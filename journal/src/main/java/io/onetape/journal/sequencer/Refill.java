package io.onetape.journal.sequencer;

import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.tape.OutboxFolder;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import org.agrona.ExpandableArrayBuffer;

/** Gives an outbox of facts back what it has lost and the tape has, so that its source goes on after the larger of both. Reads the whole tape. Single-threaded. */
final class Refill {
    private final TapeFolder tape;
    private final int source;
    private final ExpandableArrayBuffer copy = new ExpandableArrayBuffer(4096);
    private final RecordView fact = new RecordView();

    /** Of the source with this number on the tape. */
    Refill(TapeFolder tape, int source) {
        this.tape = tape;
        this.source = source;
    }

    /** Appends what the tape has up to the sequence {@code last} behind the outbox's last record, and returns how many records that was. */
    long into(OutboxFolder outbox, long last) {
        long before = outbox.lastNumber();
        try (TapeReader reader = tape.reader()) {
            while (reader.number() < last && reader.next()) {
                RecordView record = reader.record();
                if (record.source() == source && record.sourceSequence() == outbox.lastNumber() + 1) {
                    append(record, outbox);
                }
            }
        }
        return outbox.lastNumber() - before;
    }

    /** As its writer had left it: a fact that begins a chain gets its correlation from the sequencer. */
    private void append(RecordView record, OutboxFolder outbox) {
        copy.putBytes(0, record.buffer(), 0, record.length());
        if (record.correlation() == record.sequence()) {
            copy.putLong(RecordHeader.CORRELATION, 0);
        }
        outbox.append(fact.wrap(copy, 0, record.length()));
    }
}
