package io.onetape.journal.record;

import org.agrona.concurrent.UnsafeBuffer;

/** A record's bytes, kept. Immutable. */
public final class RecordCopy {
    private final byte[] bytes;

    /** Copies what the view lies over now. */
    public RecordCopy(RecordView record) {
        bytes = new byte[record.length()];
        record.buffer().getBytes(0, bytes);
    }

    /** A view of its own over the copy. */
    public RecordView view() {
        return new RecordView().wrap(new UnsafeBuffer(bytes), 0, bytes.length);
    }
}
