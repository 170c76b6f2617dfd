package io.onetape.backtest.importer.row;

import java.io.IOException;

/** A file is not of the format that was asked for. The message says what was found and what was expected. */
public final class UnusableFileException extends IOException {
    private static final long serialVersionUID = 1;

    private final String next;

    /** With the command or step that helps. */
    public UnusableFileException(String message, String next) {
        super(message);
        this.next = next;
    }

    /** What to do next. */
    public String next() {
        return next;
    }
}
