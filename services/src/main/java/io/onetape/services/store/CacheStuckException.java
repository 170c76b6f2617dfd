package io.onetape.services.store;

import java.nio.file.Path;

/** A lock in the cache is taken and not given back: whoever holds it was killed inside an update, or stands still. A new writer makes the cache anew. */
public final class CacheStuckException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CacheStuckException(Path file) {
        super("the cache " + file + " is stuck: expected a free lock within " + CacheMap.LOCK_NANOS / 1_000_000
                + " ms, found it taken; start the process of the service 'cache' again, it makes the cache anew");
    }
}
