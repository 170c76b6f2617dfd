package io.onetape.journal.tape;

import io.onetape.journal.record.RecordView;

/** Which number of the header is dense from 1 here. */
public enum Numbering {
    /** On a tape. */
    SEQUENCE,
    /** In an outbox. */
    SOURCE_SEQUENCE;

    /** The number of a record. */
    public long of(RecordView record) {
        return this == SEQUENCE ? record.sequence() : record.sourceSequence();
    }

    /** The header field's name, for messages. */
    String fieldName() {
        return this == SEQUENCE ? "sequence" : "source sequence";
    }
}
