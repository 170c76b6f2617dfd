package io.onetape.journal.tape;

import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/** A fact of another tape as it would stand on this one: its body where it is, under a header of this tape. Single-threaded. */
final class PassedFact {
    private final UnsafeBuffer header =
            new UnsafeBuffer(BufferUtil.allocateDirectAligned(RecordHeader.LENGTH, Long.BYTES));
    private final RecordView view = new RecordView();

    /** Nothing on this tape has caused it. Valid until the next call, and as long as {@code fact}. */
    RecordView lay(RecordView fact, int source, long sourceSequence, long sequence, long nanos) {
        fact.copyHeader(header);
        header.putInt(RecordHeader.CRC32C, 0);
        header.putLong(RecordHeader.SEQUENCE, sequence);
        header.putLong(RecordHeader.RECORDED_AT_NANOS, nanos);
        header.putLong(RecordHeader.SOURCE_SEQUENCE, sourceSequence);
        header.putLong(RecordHeader.CAUSED_BY, 0);
        header.putLong(RecordHeader.CORRELATION, sequence);
        header.putLong(RecordHeader.SOURCE, (header.getLong(RecordHeader.SOURCE) & ~RecordHeader.SOURCE_MASK) | source);
        return view.wrap(fact, header);
    }
}
