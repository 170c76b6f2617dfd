package io.onetape.services.runtime;

/** What a part needs is not there yet: it is no failure, and tried again soon. */
public final class NotReadyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NotReadyException(String message) {
        super(message, null, false, false);
    }
}
