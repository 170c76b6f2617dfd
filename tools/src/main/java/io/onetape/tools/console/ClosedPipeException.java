package io.onetape.tools.console;

/** Nobody reads stdout any more; that is no error. */
public final class ClosedPipeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ClosedPipeException(Throwable cause) {
        super("stdout is closed", cause);
    }
}
