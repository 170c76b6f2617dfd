package io.onetape.services.store;

import net.openhft.chronicle.bytes.Byteable;
import net.openhft.chronicle.bytes.BytesStore;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Memory off the heap, of one length, that Chronicle Map copies in as a key or a value without garbage (of a byte array it makes an object each time). Lies over its own memory
 * unless Chronicle Map lays it elsewhere.
 */
abstract class CacheBytes implements Byteable {
    private final int length;
    private final UnsafeBuffer buffer;
    private BytesStore<?, ?> store;
    private long offset;

    CacheBytes(int length) {
        this.length = length;
        BytesStore<?, ?> own = BytesStore.nativeStoreWithFixedCapacity(length);
        own.zeroOut(0, length);
        this.store = own;
        this.buffer = new UnsafeBuffer(own.addressForRead(0), length);
    }

    /** Its bytes. */
    final UnsafeBuffer buffer() {
        return buffer;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public final void bytesStore(BytesStore there, long at, long size) {
        if (size != length) {
            throw new IllegalArgumentException("expected " + length + " bytes, found " + size);
        }
        store = there;
        offset = at;
        buffer.wrap(there.addressForRead(at), length);
    }

    @Override
    public final BytesStore<?, ?> bytesStore() {
        return store;
    }

    @Override
    public final long offset() {
        return offset;
    }

    /** A constant of the class: Chronicle Map asks objects that no constructor has made. */
    @Override
    public abstract long maxSize();
}
