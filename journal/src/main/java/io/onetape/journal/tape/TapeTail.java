package io.onetape.journal.tape;

import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Instruments;
import io.onetape.journal.reference.Sources;

/** What a writer has to know of the tape that it goes on with: a function of the records of the newest cycle, or of none. Single-threaded. */
public final class TapeTail {
    final Sources sources = new Sources();
    final Instruments instruments = new Instruments();
    long sequence;
    long nanos = Long.MIN_VALUE;
    int crc32c;

    TapeTail() {}

    /** The last record's sequence, 0 if there is none. */
    public long sequence() {
        return sequence;
    }

    /** The sources, and the last number of each. */
    public Sources sources() {
        return sources;
    }

    /** The instruments in force. */
    public Instruments instruments() {
        return instruments;
    }

    /** The next record that is on the tape already. */
    void accept(RecordView record) {
        sources.apply(record);
        instruments.apply(record);
        sequence = record.sequence();
        nanos = record.recordedAtNanos();
        crc32c = record.crc32c();
    }
}
