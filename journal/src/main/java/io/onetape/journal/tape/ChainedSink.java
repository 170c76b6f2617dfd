package io.onetape.journal.tape;

import io.onetape.journal.excerpt.ExcerptSink;
import io.onetape.journal.record.RecordCrc;
import io.onetape.journal.record.RecordHeader;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** Appends records with their numbers and times, chains their checksums, and notes in the index where they stand. Single-threaded. */
final class ChainedSink implements AutoCloseable {
    private final ExcerptSink sink;
    private final @Nullable TimeIndexWriter index;
    private final boolean checked;
    private final UnsafeBuffer target = new UnsafeBuffer(0, 0);
    private int crc;

    /** {@code checked}: false of records that nobody checks; their checksums are 0. */
    ChainedSink(ExcerptSink sink, @Nullable TimeIndexWriter index, boolean checked) {
        this.sink = sink;
        this.index = index;
        this.checked = checked;
    }

    /** Goes on after a record with this checksum. */
    void resume(int lastCrc) {
        crc = lastCrc;
    }

    int crc32c() {
        return crc;
    }

    /**
     * Copies a record to where it will stand, and returns it there: the caller writes its header's fields, each as the eight bytes that it stands in, then calls
     * {@link #commit}. The checksum reads eight bytes at a time, and waits where it finds bytes of two writes that are not in memory yet.
     */
    MutableDirectBuffer begin(DirectBuffer source, int length, long nanos) {
        long address = sink.begin(length, nanos);
        target.wrap(address, length);
        target.putBytes(0, source, 0, length);
        target.putLong(RecordHeader.RECORDED_AT_NANOS, nanos);
        long event = source.getLong(RecordHeader.CRC32C) & ~RecordHeader.CRC32C_MASK;
        target.putLong(RecordHeader.CRC32C, event | (crc & RecordHeader.CRC32C_MASK));
        return target;
    }

    /** Completes the record that was begun: from here on it may be unmapped. */
    void commit(long number, long nanos, int cycle) {
        if (checked) {
            crc = RecordCrc.computeInPlace(target.addressOffset(), target.capacity());
            target.putInt(RecordHeader.CRC32C, crc);
        }
        sink.commit();
        if (index != null) {
            index.appended(number, nanos, cycle, sink.documentOffset());
        }
    }

    void sync() {
        sink.sync();
    }

    @Override
    public void close() {
        try {
            sink.close();
        } finally {
            if (index != null) {
                index.close();
            }
        }
    }
}
