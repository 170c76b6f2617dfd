package io.onetape.backtest.importer.binance.archive;

import io.onetape.backtest.importer.listing.Listing;
import io.onetape.backtest.importer.row.CsvFormat;
import io.onetape.backtest.importer.row.CsvHeader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Rows of a file that is about one symbol. Single-threaded. */
abstract class SymbolRows extends CsvFormat {
    private static final List<byte[]> TRUE = List.of(ascii("true"), ascii("True"), ascii("TRUE"));
    private static final List<byte[]> FALSE = List.of(ascii("false"), ascii("False"), ascii("FALSE"));

    private final Listing listing;
    private long nanos;

    SymbolRows(CsvHeader header, Listing listing) {
        super(header);
        this.listing = listing;
    }

    @Override
    protected final boolean readRow() {
        nanos = readRest();
        return listing.wanted() || skipped("symbol");
    }

    /** Reads the columns and returns the time that puts the row in order. */
    abstract long readRest();

    @Override
    public final long orderNanos() {
        return nanos;
    }

    @Override
    public final Listing listing() {
        return listing;
    }

    final boolean flag(int column, String name) {
        for (int i = 0; i < TRUE.size(); i++) {
            if (row.is(column, TRUE.get(i))) {
                return true;
            }
            if (row.is(column, FALSE.get(i))) {
                return false;
            }
        }
        throw row.bad(column, name, "true or false");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
