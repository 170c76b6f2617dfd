package io.onetape.backtest.importer;

import io.onetape.backtest.importer.line.TruncatedInputException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * An input ended before its end. Every line that could be read has reached the sink and the tape keeps this prefix; files that should continue it
 * were not begun, for the gap between would not show. The cause names the file.
 */
public final class UnfinishedImportException extends IOException {
    private static final long serialVersionUID = 1;

    private final transient Path file;
    private final transient ImportResult result;

    public UnfinishedImportException(TruncatedInputException cause, ImportResult result) {
        super(cause.getMessage(), cause);
        this.file = cause.file();
        this.result = result;
    }

    /** The input that ended early. */
    public Path file() {
        return file;
    }

    /** The account of what was read. */
    public ImportResult result() {
        return result;
    }
}
