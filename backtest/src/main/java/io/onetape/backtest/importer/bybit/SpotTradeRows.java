package io.onetape.backtest.importer.bybit;

import io.onetape.backtest.importer.fact.FactTimes;
import io.onetape.backtest.importer.fact.TradeFact;
import io.onetape.backtest.importer.listing.Listing;
import io.onetape.backtest.importer.listing.Listings;
import io.onetape.backtest.importer.row.CsvFormat;
import io.onetape.backtest.importer.row.CsvHeader;
import io.onetape.backtest.importer.row.Track;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.schema.Side;
import java.nio.charset.StandardCharsets;

/** Trades of the spot market, whose file is of one symbol and numbers them from 1 each day: that is no id of the venue's. Single-threaded. */
final class SpotTradeRows extends CsvFormat {
    private static final byte[] BUY = "buy".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SELL = "sell".getBytes(StandardCharsets.US_ASCII);

    private final TradeFact trade = new TradeFact();
    private final FactTimes times = new FactTimes();
    private final Listing listing;
    private final int timestamp = column("timestamp");
    private final int price = column("price");
    private final int volume = column("volume");
    private final int side = column("side");
    private long nanos;
    private long tradePrice;
    private long quantity;
    private Side aggressor = Side.BUY;

    SpotTradeRows(CsvHeader header, Listings listings, String symbol) {
        super(header);
        byte[] name = symbol.getBytes(StandardCharsets.UTF_8);
        this.listing = listings.find(BybitFormats.VENUE, name, 0, name.length);
    }

    @Override
    protected boolean readRow() {
        nanos = row.nanos(timestamp, "timestamp");
        tradePrice = row.positive(price, "price");
        quantity = row.positive(volume, "volume");
        if (!row.is(side, BUY) && !row.is(side, SELL)) {
            throw row.bad(side, "side", "buy or sell");
        }
        aggressor = row.is(side, BUY) ? Side.BUY : Side.SELL;
        return listing.wanted() || skipped("symbol");
    }

    @Override
    public long orderNanos() {
        return nanos;
    }

    @Override
    public Listing listing() {
        return listing;
    }

    @Override
    public boolean write(RecordDraft draft, Track track) {
        times.set(Fixed8.NULL, Fixed8.NULL, nanos);
        trade.trade(draft, times, 0, tradePrice, quantity, aggressor, listing);
        return true;
    }
}
