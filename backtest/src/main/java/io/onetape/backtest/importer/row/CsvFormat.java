package io.onetape.backtest.importer.row;

import io.onetape.backtest.importer.line.BadLine;
import io.onetape.backtest.importer.line.CsvRow;
import io.onetape.backtest.importer.line.LineReader;

/** Rows of columns. Further columns than those that are known are passed over. Single-threaded. */
public abstract class CsvFormat extends RowFormat {
    /** The row read last. */
    protected final CsvRow row = new CsvRow();

    private final CsvHeader header;

    protected CsvFormat(CsvHeader header) {
        this.header = header;
    }

    @Override
    public final boolean read(LineReader line) {
        if (line.from() == line.to()) {
            return skipped("blank");
        }
        if (header.isOn(line)) {
            return skipped("header");
        }
        row.read(line);
        if (row.count() < header.count()) {
            throw new BadLine("expected " + header.count() + " columns, found " + row.count());
        }
        return readRow();
    }

    /** Reads {@link #row}; as {@link #read}. */
    protected abstract boolean readRow();

    /** Where a column stands that the file must have. */
    protected final int column(String name) {
        int index = header.index(name);
        if (index < 0) {
            throw new IllegalStateException("expected column " + name + ", found " + header);
        }
        return index;
    }
}
