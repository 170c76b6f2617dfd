package io.onetape.services.remote.protocol;

/** Bytes that are no frame of this protocol. */
public final class BadFrameException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BadFrameException(String message) {
        super(message);
    }
}
