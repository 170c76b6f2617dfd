package io.onetape.backtest.importer.bybit;

import io.onetape.backtest.importer.line.LineReader;
import io.onetape.backtest.importer.listing.Listings;
import io.onetape.backtest.importer.row.CsvHeader;
import io.onetape.backtest.importer.row.RowFormat;
import io.onetape.backtest.importer.row.RowFormats;
import io.onetape.backtest.importer.row.UnusableFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells Bybit's order book archive from its archives of trades. */
public final class BybitFormats implements RowFormats {
    /** The venue's name on the tape. */
    static final String VENUE = "bybit";

    private static final Pattern SPOT_NAME = Pattern.compile("([A-Z0-9]+)_\\d{4}-\\d{2}(-\\d{2})?\\..*");

    private final Listings listings;

    public BybitFormats(Listings listings) {
        this.listings = listings;
    }

    @Override
    public RowFormat of(Path file, LineReader first) throws IOException {
        if (first.to() > first.from() && first.bytes()[first.from()] == '{') {
            return new BookLines(listings);
        }
        CsvHeader header = CsvHeader.of(first);
        if (header.has("timestamp", "symbol", "side", "size", "price", "trdMatchID")) {
            return new TradeRows(header, listings);
        }
        if (header.has("id", "timestamp", "price", "volume", "side")) {
            Matcher name = SPOT_NAME.matcher(String.valueOf(file.getFileName()));
            if (!name.matches()) {
                throw new UnusableFileException(
                        file
                                + ": found trades without a symbol, expected the archive's name, BTCUSDT_2025-05-19.csv.gz",
                        "give the file its name back");
            }
            return new SpotTradeRows(header, listings, name.group(1));
        }
        throw new UnusableFileException(
                file + ": found '" + header + "', expected Bybit's order book archive (lines of JSON) or its trades"
                        + " (timestamp,symbol,side,size,price,…)",
                "tape import --help names the formats");
    }
}
