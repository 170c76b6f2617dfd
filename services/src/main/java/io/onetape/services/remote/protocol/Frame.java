package io.onetape.services.remote.protocol;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;

/** One frame that has come, checked. Valid until the next is wrapped. Single-threaded. */
public final class Frame {
    /** Bytes of the length in front of each frame, which does not count itself. */
    public static final int LENGTH_BYTES = 4;

    /** The largest request, without its length. */
    public static final int MAX_REQUEST = 4 * 1024;

    /** The largest answer, without its length. */
    public static final int MAX_ANSWER = 4 * 1024 * 1024;

    static final int CRC32C = 4;
    static final int CHECKED_FROM = 8;
    static final int MAGIC = 8;
    static final int VERSION = 10;
    static final int TYPE = 11;
    static final int RESERVED = 12;
    static final int REQUEST = 16;
    static final int HEADER = 24;
    static final short MAGIC_VALUE = 0x544F; // "OT"
    static final byte VERSION_VALUE = 1;

    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private final CRC32C crc = new CRC32C();
    private FrameType type = FrameType.REFUSED;

    /** Throws {@link BadFrameException} if a frame cannot be as long as its first four bytes say. */
    public static void requireLength(int length, int most) {
        if (length < HEADER - LENGTH_BYTES || length > most) {
            throw new BadFrameException("expected a frame of " + (HEADER - LENGTH_BYTES) + " to " + most
                    + " bytes, found one of " + Integer.toUnsignedString(length));
        }
    }

    /** Lies over a whole frame, its length in front; throws {@link BadFrameException}, or {@link ChangedFrameException} if it is not as it was sent. */
    public Frame wrap(byte[] bytes, int length) {
        buffer.wrap(bytes, 0, length);
        short magic = buffer.getShort(MAGIC);
        if (magic != MAGIC_VALUE) {
            throw new BadFrameException("expected the magic number " + Integer.toHexString(MAGIC_VALUE) + ", found "
                    + Integer.toHexString(magic & 0xFFFF));
        }
        crc.reset();
        crc.update(bytes, CHECKED_FROM, length - CHECKED_FROM);
        if ((int) crc.getValue() != buffer.getInt(CRC32C)) {
            throw new ChangedFrameException(buffer.getInt(CRC32C), (int) crc.getValue());
        }
        byte version = buffer.getByte(VERSION);
        if (version != VERSION_VALUE) {
            throw new BadFrameException("expected version " + VERSION_VALUE + " of the protocol, found " + version);
        }
        type = FrameType.of(buffer.getByte(TYPE));
        return this;
    }

    public FrameType type() {
        return type;
    }

    /** Which request this is, or is the answer to. */
    public long request() {
        return buffer.getLong(REQUEST);
    }

    /** Bytes of the body. */
    public int length() {
        return buffer.capacity() - HEADER;
    }

    /** An int64 of the body. */
    public long int64(int offset) {
        return buffer.getLong(inBody(offset, Long.BYTES));
    }

    /** An int32 of the body. */
    public int int32(int offset) {
        return buffer.getInt(inBody(offset, Integer.BYTES));
    }

    /** A copy of a part of the body. */
    public byte[] bytes(int offset, int length) {
        byte[] copy = new byte[Math.max(0, length)];
        buffer.getBytes(inBody(offset, length), copy);
        return copy;
    }

    /** Copies a part of the body. */
    public void copyTo(UnsafeBuffer target, int offset, int length) {
        target.putBytes(0, buffer, inBody(offset, length), length);
    }

    /** The rest of the body as text. */
    public String text(int offset) {
        return new String(bytes(offset, length() - offset), StandardCharsets.UTF_8);
    }

    private int inBody(int offset, int length) {
        if (length < 0 || offset < 0 || offset > length() - length) {
            throw new BadFrameException("expected a frame " + type + " with " + length + " bytes at " + offset
                    + ", found one of " + length());
        }
        return HEADER + offset;
    }
}
