package io.onetape.backtest.importer.tardis;

import io.onetape.backtest.importer.line.LineReader;
import io.onetape.backtest.importer.listing.Listings;
import io.onetape.backtest.importer.row.CsvHeader;
import io.onetape.backtest.importer.row.RowFormat;
import io.onetape.backtest.importer.row.RowFormats;
import io.onetape.backtest.importer.row.UnusableFileException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Tells the data types by their columns. Liquidations have the columns of trades: only the file's name tells them, and such a file is refused, for it must not
 * become trades.
 */
public final class TardisFormats implements RowFormats {
    private static final String NEXT =
            "give incremental_book_L2, book_snapshot_5 or _25, trades, quotes, book_ticker or derivative_ticker";

    private final Listings listings;

    public TardisFormats(Listings listings) {
        this.listings = listings;
    }

    @Override
    public RowFormat of(Path file, LineReader first) throws IOException {
        CsvHeader header = CsvHeader.of(first);
        if (!header.has("exchange", "symbol", "timestamp", "local_timestamp")) {
            throw new UnusableFileException(
                    file + ": found '" + header
                            + "', expected a header line of Tardis, exchange,symbol,timestamp,local_timestamp,…",
                    "head -1 of the file; Tardis' files begin with the names of their columns");
        }
        if (header.has("is_snapshot", "side", "price", "amount")) {
            return new IncrementalRows(header, listings);
        }
        if (header.has("id", "side", "price", "amount")) {
            if (String.valueOf(file.getFileName()).contains("liquidation")) {
                throw new UnusableFileException(
                        file + ": found liquidations, expected trades: their columns are the same", NEXT);
            }
            return new TradeRows(header, listings);
        }
        if (header.has("asks[0].price", "asks[0].amount", "bids[0].price", "bids[0].amount")) {
            return new SnapshotRows(header, listings);
        }
        if (header.has("bid_price", "bid_amount", "ask_price", "ask_amount") && !header.has("strike_price")) {
            return new QuoteRows(header, listings);
        }
        if (header.has("funding_timestamp", "funding_rate", "index_price", "mark_price")) {
            return new TickerRows(header, listings);
        }
        throw new UnusableFileException(file + ": found '" + header + "', expected another data type of Tardis", NEXT);
    }
}
