package io.onetape.services.store;

import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/** A key of the map, in one array that is used again: the view and two numbers. */
final class CacheKey {
    static final int LENGTH = 24;

    private final byte[] bytes = new byte[LENGTH];
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);

    byte[] of(View view, long first, long second) {
        buffer.putLong(0, view.ordinal(), ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(8, first, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(16, second, ByteOrder.LITTLE_ENDIAN);
        return bytes;
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
