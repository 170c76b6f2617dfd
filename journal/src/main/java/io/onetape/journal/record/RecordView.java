package io.onetape.journal.record;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.UnsafeApi;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.sbe.MessageDecoderFlyweight;
import org.jspecify.annotations.Nullable;

/**
 * A record in place: on the mapped file, in a tape in memory, or in a draft. Valid until its owner moves on; copy what must be kept. The checksum
 * has been checked by the reader that hands the view out, or by another one before it. Before it lies over a record all of its header is 0. Single-threaded.
 */
public final class RecordView {
    private static final DirectBuffer NONE = new UnsafeBuffer(new byte[RecordHeader.LENGTH]); // before the first

    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private DirectBuffer header = buffer;
    private byte @Nullable [] headerArray = NONE.byteArray(); // null outside of the heap
    private long headerAddress = NONE.addressOffset();

    /** Lies over {@code length} bytes of memory. */
    public RecordView wrap(long address, int length) {
        requireHeader(length);
        buffer.wrap(address, length);
        header = buffer;
        headerArray = null;
        headerAddress = address;
        return this;
    }

    /** Lies over a part of {@code source}. */
    public RecordView wrap(DirectBuffer source, int offset, int length) {
        requireHeader(length);
        buffer.wrap(source, offset, length);
        return under(buffer);
    }

    /** Lies over {@code record}'s body where it stands, and over another header. */
    public RecordView wrap(RecordView record, DirectBuffer otherHeader) {
        requireHeader(otherHeader.capacity());
        buffer.wrap(record.buffer);
        return under(otherHeader);
    }

    private RecordView under(DirectBuffer newHeader) {
        header = newHeader;
        headerArray = newHeader.byteArray();
        headerAddress = newHeader.addressOffset();
        return this;
    }

    /** Checked when the view is laid, and at no field. */
    private static void requireHeader(int length) {
        if (length < RecordHeader.LENGTH) {
            throw new IndexOutOfBoundsException("expected at least " + RecordHeader.LENGTH + " bytes, found " + length);
        }
    }

    /** The record's bytes, from 0 to {@link #length()}; throws {@link IllegalStateException} if they are not in one place. */
    public DirectBuffer buffer() {
        if (header != buffer) {
            throw new IllegalStateException(
                    "expected a record in one place, found one whose header stands elsewhere, at " + sequence());
        }
        return buffer;
    }

    /** Copies the header. */
    public void copyHeader(MutableDirectBuffer to) {
        for (int at = 0; at < RecordHeader.LENGTH; at += Long.BYTES) { // so few bytes are not worth a call
            to.putLong(at, headerLong(at));
        }
    }

    /** Copies the whole record, also one that is not in one place. */
    public void copy(MutableDirectBuffer to) {
        copyHeader(to);
        to.putBytes(RecordHeader.LENGTH, buffer, RecordHeader.LENGTH, length() - RecordHeader.LENGTH);
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
            if (buffer().getLong(at) != other.buffer().getLong(at)) {
                return false;
            }
        }
        for (; at < to; at++) {
            if (buffer().getByte(at) != other.buffer().getByte(at)) {
                return false;
            }
        }
        return true;
    }

    public int crc32c() {
        return headerInt(RecordHeader.CRC32C);
    }

    public int blockLength() {
        return headerShort(RecordHeader.BLOCK_LENGTH) & 0xFFFF;
    }

    public int templateId() {
        return headerShort(RecordHeader.TEMPLATE_ID) & 0xFFFF;
    }

    public int schemaId() {
        return headerShort(RecordHeader.SCHEMA) & 0xFFFF;
    }

    public int version() {
        return headerShort(RecordHeader.VERSION) & 0xFFFF;
    }

    /** The one instrument that the record is about, 0 if none. */
    public int instrument() {
        return headerInt(RecordHeader.INSTRUMENT);
    }

    public long sequence() {
        return headerLong(RecordHeader.SEQUENCE);
    }

    public long recordedAtNanos() {
        return headerLong(RecordHeader.RECORDED_AT_NANOS);
    }

    public long sourceSequence() {
        return headerLong(RecordHeader.SOURCE_SEQUENCE);
    }

    /** Sequence of the record that made a processor emit this one, 0 if it came from outside. */
    public long causedBy() {
        return headerLong(RecordHeader.CAUSED_BY);
    }

    /** Sequence of the outside record that began the chain. */
    public long correlation() {
        return headerLong(RecordHeader.CORRELATION);
    }

    public int source() {
        return headerShort(RecordHeader.SOURCE) & 0xFFFF;
    }

    /** Each branch of this and of its like is compiled to one load, see {@link LevelsView}. */
    private long headerLong(int at) {
        byte[] array = headerArray;
        return array == null ? UnsafeApi.getLong(headerAddress + at) : UnsafeApi.getLong(array, headerAddress + at);
    }

    private int headerInt(int at) {
        byte[] array = headerArray;
        return array == null ? UnsafeApi.getInt(headerAddress + at) : UnsafeApi.getInt(array, headerAddress + at);
    }

    private short headerShort(int at) {
        byte[] array = headerArray;
        return array == null ? UnsafeApi.getShort(headerAddress + at) : UnsafeApi.getShort(array, headerAddress + at);
    }
}
