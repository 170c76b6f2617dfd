package io.onetape.services.store;

import io.onetape.journal.record.RecordView;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/** A value of the map, used again for the next one: when it expires, and a record, or three numbers. */
final class CacheValue extends CacheBytes {
    static final int LENGTH = 320;

    /** A longer record has its last text cut. */
    static final int MAXIMUM_RECORD = LENGTH - 16;

    static final long NEVER = Long.MAX_VALUE;

    private static final int EXPIRES = 0;
    private static final int RECORD_LENGTH = 8;
    private static final int RECORD = 16;

    private final UnsafeBuffer buffer = buffer();

    CacheValue() {
        super(LENGTH);
    }

    @Override
    public long maxSize() {
        return LENGTH;
    }

    void numbers(long first, long second, long third) {
        buffer.putLong(EXPIRES, NEVER, ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(RECORD_LENGTH, 0, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(RECORD, first, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(RECORD + 8, second, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(RECORD + 16, third, ByteOrder.LITTLE_ENDIAN);
    }

    void record(RecordView record, long expiresNanos) {
        buffer.putLong(EXPIRES, expiresNanos, ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(RECORD_LENGTH, record.length(), ByteOrder.LITTLE_ENDIAN);
        buffer.putBytes(RECORD, record.buffer(), 0, record.length());
    }

    /** The record with its last text, whose length stands at {@code textAt}, cut to what has room. */
    void cutRecord(RecordView record, int textAt, long expiresNanos) {
        int room = MAXIMUM_RECORD - textAt - Short.BYTES;
        if (room < 0) {
            throw new IllegalStateException("record " + record.sequence() + ": expected its last text before byte "
                    + MAXIMUM_RECORD + ", found it at " + textAt);
        }
        buffer.putLong(EXPIRES, expiresNanos, ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(RECORD_LENGTH, MAXIMUM_RECORD, ByteOrder.LITTLE_ENDIAN);
        buffer.putBytes(RECORD, record.buffer(), 0, MAXIMUM_RECORD);
        buffer.putShort(RECORD + textAt, (short) room, ByteOrder.LITTLE_ENDIAN);
    }

    boolean isExpired(long nowNanos) {
        return buffer.getLong(EXPIRES, ByteOrder.LITTLE_ENDIAN) <= nowNanos;
    }

    void wrap(RecordView view) {
        view.wrap(buffer, RECORD, buffer.getInt(RECORD_LENGTH, ByteOrder.LITTLE_ENDIAN));
    }

    long first() {
        return buffer.getLong(RECORD, ByteOrder.LITTLE_ENDIAN);
    }

    long second() {
        return buffer.getLong(RECORD + 8, ByteOrder.LITTLE_ENDIAN);
    }

    long third() {
        return buffer.getLong(RECORD + 16, ByteOrder.LITTLE_ENDIAN);
    }
}
