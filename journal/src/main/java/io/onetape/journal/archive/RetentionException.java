package io.onetape.journal.archive;

/** Cycles may not be moved away now; the message says who needs them, or what is in the way. */
public final class RetentionException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public RetentionException(String message) {
        super(message);
    }
}
