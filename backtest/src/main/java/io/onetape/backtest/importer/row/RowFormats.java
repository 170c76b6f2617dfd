package io.onetape.backtest.importer.row;

import io.onetape.backtest.importer.line.LineReader;
import java.io.IOException;
import java.nio.file.Path;

/** The formats of one kind of import. */
@FunctionalInterface
public interface RowFormats {
    /**
     * The format of a file, whose first line the reader stands on; a header is read again as a row, and skipped then.
     *
     * @throws UnusableFileException if the file is of no such format
     */
    RowFormat of(Path file, LineReader first) throws IOException;
}
