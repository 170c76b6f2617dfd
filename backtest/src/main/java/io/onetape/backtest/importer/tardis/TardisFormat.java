package io.onetape.backtest.importer.tardis;

import io.onetape.backtest.importer.fact.FactTimes;
import io.onetape.backtest.importer.listing.Listing;
import io.onetape.backtest.importer.listing.Listings;
import io.onetape.backtest.importer.row.CsvFormat;
import io.onetape.backtest.importer.row.CsvHeader;
import io.onetape.journal.fixed.Fixed8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The four columns that every file has: exchange and symbol name the instrument, then the venue's time and ours. Single-threaded. */
abstract class TardisFormat extends CsvFormat {
    private final Listings listings;
    private final int exchange = column("exchange");
    private final int symbol = column("symbol");
    private final int timestamp = column("timestamp");
    private final int localTimestamp = column("local_timestamp");
    private final FactTimes times = new FactTimes();
    private String venue = "";
    private byte[] venueBytes = new byte[0];
    private Listing rowListing;
    private long exchangeNanos;
    private long receivedNanos;

    TardisFormat(CsvHeader header, Listings listings) {
        super(header);
        this.listings = listings;
        this.rowListing = new Listing("", "", listings.market(), false);
    }

    @Override
    protected final boolean readRow() {
        receivedNanos = row.nanos(localTimestamp, "local_timestamp");
        exchangeNanos = row.nanos(timestamp, "timestamp");
        if (row.isEmpty(exchange)) {
            throw row.bad(exchange, "exchange", "a name");
        }
        if (!row.is(exchange, venueBytes)) {
            venue = row.text(exchange);
            venueBytes = Arrays.copyOfRange(row.bytes(), row.from(exchange), row.to(exchange));
        }
        rowListing = listings.find(venue, row.bytes(), row.from(symbol), row.to(symbol));
        if (!readRest()) {
            return false;
        }
        return rowListing.wanted() || skipped("symbol");
    }

    /** Reads the columns behind the first four; as {@link #read}. */
    abstract boolean readRest();

    @Override
    public final long orderNanos() {
        return receivedNanos;
    }

    /** What the message is about; of a grouped format the listing that it began with. */
    @Override
    public Listing listing() {
        return rowListing;
    }

    final Listing rowListing() {
        return rowListing;
    }

    final long exchangeNanos() {
        return exchangeNanos;
    }

    final long receivedNanos() {
        return receivedNanos;
    }

    final FactTimes times() {
        return times.set(receivedNanos, exchangeNanos, Fixed8.NULL);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
