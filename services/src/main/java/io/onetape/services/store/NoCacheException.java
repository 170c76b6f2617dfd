package io.onetape.services.store;

/** There is no cache to read, or it is that of another tape. */
public final class NoCacheException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoCacheException(String message) {
        super(message);
    }
}
