package io.onetape.services.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import net.openhft.chronicle.hash.Data;
import net.openhft.chronicle.hash.locks.InterProcessLock;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ExternalMapQueryContext;
import net.openhft.chronicle.map.MapEntry;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The Chronicle Map below the cache: keys and values of one length each. A segment's lock is waited for {@link #LOCK_NANOS} at most, where Chronicle Map itself would
 * wait for a minute: then {@link CacheStuckException}. One thread each.
 */
final class CacheMap implements AutoCloseable {
    /** How many entries there can be: instruments, positions, orders that are open or have just ended, and each once more in a list. */
    static final int ENTRIES = 32_768;

    static final int SEGMENTS = 8;
    static final long LOCK_NANOS = 200_000_000;

    private static final long PAUSE_NANOS = 20_000;
    private static final int SPINS = 1_000;

    private final Path file;
    private final ChronicleMap<CacheKey, CacheValue> map;
    private final UnsafeBuffer place = new UnsafeBuffer(0, 0);

    private CacheMap(Path file, ChronicleMap<CacheKey, CacheValue> map) {
        this.file = file;
        this.map = map;
    }

    /** Opens the file of a writer; throws {@link NoCacheException} if it is gone. */
    static CacheMap openExisting(Path file) {
        if (!Files.exists(file)) { // Chronicle Map would make it
            throw new NoCacheException("the cache " + file + " is gone: its service is starting anew");
        }
        return open(file);
    }

    /** Opens a file, or begins one that is empty. */
    static CacheMap open(Path file) {
        try {
            return new CacheMap(
                    file,
                    ChronicleMap.of(CacheKey.class, CacheValue.class)
                            .name("cache")
                            .entries(ENTRIES)
                            .actualSegments(SEGMENTS)
                            .checksumEntries(false) // a cache: after a crash it is made anew
                            .createPersistedTo(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open the cache " + file, e);
        }
    }

    /** Copies a value; false if there is none. */
    boolean get(CacheKey key, CacheValue into) {
        try (ExternalMapQueryContext<CacheKey, CacheValue, ?> query = map.queryContext(key)) {
            take(query.readLock());
            MapEntry<CacheKey, CacheValue> entry = query.entry();
            if (entry == null) {
                return false;
            }
            Data<CacheValue> found = entry.value();
            place.wrap(found.bytes().addressForRead(found.offset()), CacheValue.LENGTH);
            into.buffer().putBytes(0, place, 0, CacheValue.LENGTH);
            return true;
        }
    }

    /** True if there was none. */
    boolean put(CacheKey key, CacheValue value) {
        try (ExternalMapQueryContext<CacheKey, CacheValue, ?> query = map.queryContext(key)) {
            take(query.writeLock());
            MapEntry<CacheKey, CacheValue> entry = query.entry();
            if (entry == null) {
                query.insert(query.absentEntry(), query.wrapValueAsData(value));
                return true;
            }
            query.replaceValue(entry, query.wrapValueAsData(value));
            return false;
        }
    }

    /** True if there was one. */
    boolean remove(CacheKey key) {
        try (ExternalMapQueryContext<CacheKey, CacheValue, ?> query = map.queryContext(key)) {
            take(query.writeLock());
            MapEntry<CacheKey, CacheValue> entry = query.entry();
            if (entry == null) {
                return false;
            }
            query.remove(entry);
            return true;
        }
    }

    private void take(InterProcessLock lock) {
        if (lock.tryLock()) {
            return;
        }
        long from = System.nanoTime();
        for (int tries = 0; !lock.tryLock(); tries++) {
            if (System.nanoTime() - from > LOCK_NANOS) {
                throw new CacheStuckException(file);
            }
            if (tries < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    @Override
    public void close() {
        map.close();
    }
}
