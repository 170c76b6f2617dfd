package io.onetape.services.remote.protocol;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/** Frames that are about to be sent, one behind the other, in a buffer that is used again and again. Single-threaded. */
public final class FrameWriter {
    private static final int FIRST_BYTES = 1024;

    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(FIRST_BYTES);
    private final CRC32C crc = new CRC32C();
    private int start;
    private int length;

    /** Begins a frame behind those that are there. */
    public FrameWriter begin(FrameType type, long request) {
        start = length;
        buffer.putShort(start + Frame.MAGIC, Frame.MAGIC_VALUE);
        buffer.putByte(start + Frame.VERSION, Frame.VERSION_VALUE);
        buffer.putByte(start + Frame.TYPE, (byte) type.code());
        buffer.putInt(start + Frame.RESERVED, 0);
        buffer.putLong(start + Frame.REQUEST, request);
        length = start + Frame.HEADER;
        return this;
    }

    public FrameWriter int64(long value) {
        buffer.putLong(length, value);
        length += Long.BYTES;
        return this;
    }

    public FrameWriter int32(int value) {
        buffer.putInt(length, value);
        length += Integer.BYTES;
        return this;
    }

    /** Replaces an int32 of the body that was written before. */
    public void replaceInt32(int offset, int value) {
        buffer.putInt(start + Frame.HEADER + offset, value);
    }

    public FrameWriter bytes(byte[] value) {
        buffer.putBytes(length, value);
        length += value.length;
        return this;
    }

    public FrameWriter text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes one record of a {@link FrameType#RECORDS} frame. */
    public void record(DirectBuffer source, int recordLength) {
        int32(recordLength).int32(0);
        buffer.putBytes(length, source, 0, recordLength);
        length += recordLength;
        while ((length - start) % Long.BYTES != 0) {
            buffer.putByte(length++, (byte) 0);
        }
    }

    /** Bytes of the body so far. */
    public int bodyLength() {
        return length - start - Frame.HEADER;
    }

    /** Ends the frame: its length and checksum are known now. */
    public void end() {
        buffer.putInt(start, length - start - Frame.LENGTH_BYTES);
        crc.reset();
        crc.update(buffer.byteArray(), start + Frame.CHECKED_FROM, length - start - Frame.CHECKED_FROM);
        buffer.putInt(start + Frame.CRC32C, (int) crc.getValue());
    }

    /** Forgets the frame that was begun last. */
    public void drop() {
        length = start;
    }

    /** The frames' bytes, from 0 to {@link #length}. */
    public byte[] array() {
        return buffer.byteArray();
    }

    public int length() {
        return length;
    }

    /** Forgets all frames. */
    public void clear() {
        length = 0;
        start = 0;
    }
}
