package io.onetape.backtest.importer.line;

import java.io.IOException;
import java.nio.file.Path;

/** A compressed file that ends early or is damaged: nothing after this place can be read. */
public final class TruncatedInputException extends IOException {
    private static final long serialVersionUID = 1;

    private final transient Path file;

    TruncatedInputException(Path file, long lines, String found, Throwable cause) {
        super(file + ": found " + found + " after " + lines + " lines, expected a complete " + kind(file), cause);
        this.file = file;
    }

    private static String kind(Path file) {
        return file.toString().endsWith(".zip") ? "zip file" : "gzip file"; // by its name, for people
    }

    public Path file() {
        return file;
    }
}
