package io.onetape.services.store;

import io.onetape.journal.excerpt.AppenderLock;
import io.onetape.journal.record.RecordView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Makes the cache from the tape. It begins with nothing: what an earlier writer left is deleted, whatever state that is in, so no lock of it can be stuck. Nobody sees the new
 * map before {@link #publish}, which is called when the tape's end has been reached for the first time. One writer a folder, by a lock that ends with its process.
 * Single-threaded.
 */
public final class CacheWriter implements AutoCloseable {
    private final CacheFolder folder;
    private final long tapeId;
    private final AppenderLock lock;
    private final Path file;
    private final CacheMap map;
    private final Entries entries;
    private final CacheKey key = new CacheKey();
    private final CacheValue status = new CacheValue();
    private boolean published;

    private CacheWriter(CacheFolder folder, long tapeId, AppenderLock lock) throws IOException {
        this.folder = folder;
        this.tapeId = tapeId;
        this.lock = lock;
        folder.clear();
        this.file = folder.next();
        this.map = CacheMap.open(file);
        this.entries = new Entries(map);
    }

    /** Begins a cache of this tape; throws {@link io.onetape.journal.excerpt.BusyException} naming the process that writes already. */
    public static CacheWriter begin(Path folder, long tapeId) {
        AppenderLock lock = null;
        CacheWriter writer = null;
        try {
            CacheFolder place = new CacheFolder(folder);
            place.create();
            lock = AppenderLock.takeForCache(folder);
            writer = new CacheWriter(place, tapeId, lock);
            return writer;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a cache in " + folder, e);
        } finally {
            if (writer == null && lock != null) {
                lock.close();
            }
        }
    }

    /** Takes the next record of the tape. Throws {@link CacheStuckException} if a reader was killed inside the map: begin again. */
    public void accept(RecordView record) {
        entries.accept(record);
    }

    /** Says how far the cache has come. Between two calls entries can be newer than what was said last. */
    public void note(long sequence, long nanos) {
        status.numbers(tapeId, sequence, nanos);
        map.put(key.of(View.STATUS, 0, 0), status);
    }

    /** Readers may see it from here on. */
    public void publish() {
        if (!published) {
            folder.publish(file);
            published = true;
        }
    }

    /** The file stays, at the sequence that was noted last. */
    @Override
    public void close() {
        try {
            map.close();
        } finally {
            lock.close();
        }
    }
}
