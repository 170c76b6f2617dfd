package io.onetape.replay.snapshot;

/** A snapshot cannot be started from; the message says what was found and expected. */
public final class BadSnapshotException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BadSnapshotException(String message) {
        super(message);
    }
}
