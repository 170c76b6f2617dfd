package io.onetape.journal.tape;

/** There is no tape where one was expected, or it cannot be used; the message says what was found and what was expected. */
public final class NoTapeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NoTapeException(String message) {
        super(message);
    }
}
