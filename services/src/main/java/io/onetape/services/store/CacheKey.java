package io.onetape.services.store;

import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/** A key of the map, used again for the next one: the view and two numbers. */
final class CacheKey extends CacheBytes {
    static final int LENGTH = 24;

    CacheKey() {
        super(LENGTH);
    }

    @Override
    public long maxSize() {
        return LENGTH;
    }

    CacheKey of(View view, long first, long second) {
        UnsafeBuffer buffer = buffer();
        buffer.putLong(0, view.number(), ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(8, first, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(16, second, ByteOrder.LITTLE_ENDIAN);
        return this;
    }

    /** A circuit's name as a number: FNV-1a, 64 bits. A run has a handful of circuits, so two names do not share one. */
    static long ofName(CharSequence name) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
