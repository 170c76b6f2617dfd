package io.onetape.backtest.importer.binance.archive;

import io.onetape.backtest.importer.line.LineReader;
import io.onetape.backtest.importer.listing.Listing;
import io.onetape.backtest.importer.listing.Listings;
import io.onetape.backtest.importer.row.CsvHeader;
import io.onetape.backtest.importer.row.RowFormat;
import io.onetape.backtest.importer.row.RowFormats;
import io.onetape.backtest.importer.row.UnusableFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells the kinds of the archive by their header line, or where there is none by the file's name, which mostly is also where the symbol stands. */
public final class ArchiveFormats implements RowFormats {
    private static final Pattern NAME = Pattern.compile("([A-Z0-9_]+)-([A-Za-z0-9]+)-\\d{4}-\\d{2}(-\\d{2})?\\..+");
    private static final String EXAMPLE = "BTCUSDT-aggTrades-2024-08-08.zip";

    private final Listings listings;
    private final Set<String> wanted;
    private final Map<String, ArchiveKind> trades = new HashMap<>(); // looked up, never iterated

    /** {@code wanted} are the symbols asked for: the one of a file whose name tells none, if it is one. */
    public ArchiveFormats(Listings listings, Set<String> wanted) {
        this.listings = listings;
        this.wanted = Set.copyOf(wanted);
    }

    @Override
    public RowFormat of(Path file, LineReader first) throws IOException {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        boolean named = name.matches();
        CsvHeader header = CsvHeader.of(first);
        Optional<ArchiveKind> told = ArchiveKind.of(header);
        Optional<ArchiveKind> kind = told.isPresent() || !named ? told : ArchiveKind.of(name.group(2));
        if (kind.isEmpty()) {
            throw new UnusableFileException(
                    file + ": found '" + header
                            + "', expected aggTrades, trades, bookTicker, fundingRate, klines or T_DEPTH of"
                            + " Binance's archive, with a header line or under the archive's name, " + EXAMPLE,
                    "give the file its name back");
        }
        CsvHeader columns = told.isPresent() ? header : kind.get().documented();
        if (!columns.hasAll(kind.get().documented())) {
            throw new UnusableFileException(
                    file + ": found '" + columns + "', expected the columns '"
                            + kind.get().documented() + "'",
                    "compare the file's first line with the archive's");
        }
        String symbol =
                named ? name.group(1) : wanted.size() == 1 ? wanted.iterator().next() : "";
        return format(file, kind.get(), columns, symbol);
    }

    private RowFormat format(Path file, ArchiveKind kind, CsvHeader columns, String symbol) throws IOException {
        return switch (kind) {
            case AGGREGATES -> new AggregateRows(columns, ofTrades(file, kind, symbol));
            case TRADES -> new TradeRows(columns, ofTrades(file, kind, symbol));
            case QUOTES -> new QuoteRows(columns, listing(file, symbol));
            case FUNDING -> new FundingRows(columns, listing(file, symbol));
            case DEPTH -> new DepthRows(columns, listings);
            case BARS -> new BarRows(columns, listing(file, symbol));
            case BANDS ->
                throw new UnusableFileException(
                        file + ": found bookDepth, sums of the quantity within so many percent of the price: they have"
                                + " no price levels, so no book can be made of them; expected a book or quotes",
                        "import bookTicker or T_DEPTH of the same days");
        };
    }

    /** One symbol's trades come one by one or aggregated: with both each trade would be on the tape twice. */
    private Listing ofTrades(Path file, ArchiveKind kind, String symbol) throws IOException {
        Listing listing = listing(file, symbol);
        ArchiveKind other = trades.putIfAbsent(symbol.toUpperCase(Locale.ROOT), kind);
        if (other != null && other != kind) {
            throw new UnusableFileException(
                    file + ": found " + kind.label() + " beside " + other.label() + " of " + symbol
                            + ", expected one of them: each trade would be on the tape twice",
                    "give trades (each match) or aggTrades (each aggressor and price)");
        }
        return listing;
    }

    private Listing listing(Path file, String symbol) throws IOException {
        if (symbol.isEmpty()) {
            throw new UnusableFileException(
                    file + ": found no symbol in the file's name, expected one such as " + EXAMPLE,
                    "give the file its name back, or name its symbol with one --symbol");
        }
        return listings.find(symbol.toUpperCase(Locale.ROOT));
    }
}
