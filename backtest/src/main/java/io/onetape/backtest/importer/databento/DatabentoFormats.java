package io.onetape.backtest.importer.databento;

import io.onetape.backtest.importer.line.LineReader;
import io.onetape.backtest.importer.listing.Listings;
import io.onetape.backtest.importer.row.CsvHeader;
import io.onetape.backtest.importer.row.RowFormat;
import io.onetape.backtest.importer.row.RowFormats;
import io.onetape.backtest.importer.row.UnusableFileException;
import java.io.IOException;
import java.nio.file.Path;

/** The schema {@code mbo} by its columns; other schemas have no orders, and are refused. */
public final class DatabentoFormats implements RowFormats {
    private final Listings listings;
    private final ContractSizes sizes;

    public DatabentoFormats(Listings listings, ContractSizes sizes) {
        this.listings = listings;
        this.sizes = sizes;
    }

    @Override
    public RowFormat of(Path file, LineReader first) throws IOException {
        CsvHeader header = CsvHeader.of(first);
        if (!header.has(MboRows.COLUMNS)) {
            throw new UnusableFileException(
                    file + ": found '" + header + "', expected a header line of Databento's schema mbo",
                    "ask Databento for schema mbo, encoding csv; its files begin with the names of their columns");
        }
        return new MboRows(header, listings, sizes);
    }
}
