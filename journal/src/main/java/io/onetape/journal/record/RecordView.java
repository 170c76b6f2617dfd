package io.onetape.journal.record;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.sbe.MessageDecoderFlyweight;

/**
 * A record in place: on the mapped file, in a tape in memory, or in a draft. Valid until its owner moves on; copy what must be kept. The checksum
 * has been checked by the reader that hands the view out, or by another one before it. Single-threaded.
 */
public final class RecordView {
    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);

    /** Lies over {@code length} bytes of memory. */
    public RecordView wrap(long address, int length) {
        buffer.wrap(address, length);
        return this;
    }

    /** Lies over a part of {@code source}. */
    public RecordView wrap(DirectBuffer source, int offset, int length) {
        buffer.wrap(source, offset, length);
        return this;
    }

    /** The record's bytes, from 0 to {@link #length()}. */
    public DirectBuffer buffer() {
        return buffer;
    }

    /** Bytes, header included. */
    public int length() {
        return buffer.capacity();
    }

    /** Wraps {@code decoder} over the body. The caller has checked {@link #templateId()}. */
    public <D extends MessageDecoderFlyweight> D decode(D decoder) {
        if (decoder.sbeTemplateId() != templateId()) {
            throw new IllegalStateException(
                    "expected template " + decoder.sbeTemplateId() + ", found " + templateId() + " at " + sequence());
        }
        decoder.wrap(buffer, RecordHeader.LENGTH, blockLength(), version());
        return decoder;
    }

    /** True if two records of one source are one output: all is equal but what the sequencer gave, and the source's number. */
    public boolean isSameOutput(RecordView other) {
        return length() == other.length()
                && hasSameBytes(other, RecordHeader.BLOCK_LENGTH, RecordHeader.SEQUENCE)
                && hasSameBytes(other, RecordHeader.SOURCE_SEQUENCE, RecordHeader.SOURCE)
                && hasSameBytes(other, RecordHeader.FLAGS, length());
    }

    /** True if both are equally long and equal from {@code from} to their end. */
    public boolean hasSameBytesFrom(RecordView other, int from) {
        return length() == other.length() && hasSameBytes(other, from, length());
    }

    /** True if the bytes from {@code from} to {@code to}, exclusive, which both have, are equal. */
    public boolean hasSameBytes(RecordView other, int from, int to) {
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            if (buffer.getLong(at) != other.buffer.getLong(at)) {
                return false;
            }
        }
        for (; at < to; at++) {
            if (buffer.getByte(at) != other.buffer.getByte(at)) {
                return false;
            }
        }
        return true;
    }

    public int crc32c() {
        return buffer.getInt(RecordHeader.CRC32C);
    }

    public int blockLength() {
        return buffer.getShort(RecordHeader.BLOCK_LENGTH) & 0xFFFF;
    }

    public int templateId() {
        return buffer.getShort(RecordHeader.TEMPLATE_ID) & 0xFFFF;
    }

    public int schemaId() {
        return buffer.getShort(RecordHeader.SCHEMA) & 0xFFFF;
    }

    public int version() {
        return buffer.getShort(RecordHeader.VERSION) & 0xFFFF;
    }

    /** The one instrument that the record is about, 0 if none. */
    public int instrument() {
        return buffer.getInt(RecordHeader.INSTRUMENT);
    }

    public long sequence() {
        return buffer.getLong(RecordHeader.SEQUENCE);
    }

    public long recordedAtNanos() {
        return buffer.getLong(RecordHeader.RECORDED_AT_NANOS);
    }

    public long sourceSequence() {
        return buffer.getLong(RecordHeader.SOURCE_SEQUENCE);
    }

    /** Sequence of the record that made a processor emit this one, 0 if it came from outside. */
    public long causedBy() {
        return buffer.getLong(RecordHeader.CAUSED_BY);
    }

    /** Sequence of the outside record that began the chain. */
    public long correlation() {
        return buffer.getLong(RecordHeader.CORRELATION);
    }

    public int source() {
        return buffer.getShort(RecordHeader.SOURCE) & 0xFFFF;
    }
}
