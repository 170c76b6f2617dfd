package io.onetape.journal.tape;

import io.onetape.journal.excerpt.ExcerptSink;
import io.onetape.journal.record.RecordCrc;
import io.onetape.journal.record.RecordHeader;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** Appends records with their numbers and times, chains their checksums, and notes in the index where they stand. Single-threaded. */
final class ChainedSink implements AutoCloseable {
    private final ExcerptSink sink;
    private final @Nullable TimeIndexWriter index;
    private final UnsafeBuffer target = new UnsafeBuffer(0, 0);
    private int crc;

    ChainedSink(ExcerptSink sink, @Nullable TimeIndexWriter index) {
        this.sink = sink;
        this.index = index;
    }

    /** Goes on after a record with this checksum. */
    void resume(int lastCrc) {
        crc = lastCrc;
    }

    int crc32c() {
        return crc;
    }

    /** Copies the record and writes the given fields into its header. Returns the record as it stands, valid until the next append. */
    DirectBuffer append(
            DirectBuffer source,
            int length,
            Numbering numbering,
            long number,
            long nanos,
            int cycle,
            long correlation) {
        long address = sink.begin(length, nanos);
        target.wrap(address, length);
        target.putBytes(0, source, 0, length);
        target.putLong(numbering == Numbering.SEQUENCE ? RecordHeader.SEQUENCE : RecordHeader.SOURCE_SEQUENCE, number);
        target.putLong(RecordHeader.RECORDED_AT_NANOS, nanos);
        target.putLong(RecordHeader.CORRELATION, correlation);
        crc = RecordCrc.compute(crc, address, length);
        target.putInt(RecordHeader.CRC32C, crc);
        sink.commit();
        if (index != null) {
            index.appended(number, nanos, cycle, sink.documentOffset());
        }
        return target;
    }

    void sync() {
        sink.sync();
    }

    @Override
    public void close() {
        sink.close();
        if (index != null) {
            index.close();
        }
    }
}
