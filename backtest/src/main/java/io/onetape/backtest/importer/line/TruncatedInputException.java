package io.onetape.backtest.importer.line;

import java.io.IOException;
import java.nio.file.Path;

/** A compressed file that ends early or is damaged: nothing after this place can be read. */
public final class TruncatedInputException extends IOException {
    private static final long serialVersionUID = 1;

    private final transient Path file;

    TruncatedInputException(Path file, long lines, String found, Throwable cause) {
        super(file + ": found " + found + " after " + lines + " lines, expected a complete gzip file", cause);
        this.file = file;
    }

    public Path file() {
        return file;
    }
}
