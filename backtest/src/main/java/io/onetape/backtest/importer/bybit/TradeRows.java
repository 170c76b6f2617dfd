package io.onetape.backtest.importer.bybit;

import io.onetape.backtest.importer.fact.FactTimes;
import io.onetape.backtest.importer.fact.TradeFact;
import io.onetape.backtest.importer.line.BadLine;
import io.onetape.backtest.importer.line.Stamps;
import io.onetape.backtest.importer.listing.Listing;
import io.onetape.backtest.importer.listing.Listings;
import io.onetape.backtest.importer.row.CsvFormat;
import io.onetape.backtest.importer.row.CsvHeader;
import io.onetape.backtest.importer.row.Track;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.schema.Side;
import java.nio.charset.StandardCharsets;

/** Trades of derivatives: seconds with a fraction, the taker's side, an id that is no number. Single-threaded. */
final class TradeRows extends CsvFormat {
    private static final byte[] BUY = "Buy".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SELL = "Sell".getBytes(StandardCharsets.US_ASCII);

    private final Listings listings;
    private final TradeFact trade = new TradeFact();
    private final FactTimes times = new FactTimes();
    private final int timestamp = column("timestamp");
    private final int symbol = column("symbol");
    private final int side = column("side");
    private final int size = column("size");
    private final int price = column("price");
    private final int id = column("trdMatchID");
    private Listing listing;
    private long nanos;
    private long tradePrice;
    private long quantity;
    private Side aggressor = Side.BUY;

    TradeRows(CsvHeader header, Listings listings) {
        super(header);
        this.listings = listings;
        this.listing = new Listing(BybitFormats.VENUE, "", listings.market(), false);
    }

    @Override
    protected boolean readRow() {
        try {
            nanos = Stamps.receiveNanos(row.bytes(), row.from(timestamp), row.to(timestamp));
        } catch (BadLine e) {
            throw new BadLine("timestamp: " + e.getMessage());
        }
        tradePrice = row.positive(price, "price");
        quantity = row.positive(size, "size");
        if (!row.is(side, BUY) && !row.is(side, SELL)) {
            throw row.bad(side, "side", "Buy or Sell");
        }
        aggressor = row.is(side, BUY) ? Side.BUY : Side.SELL;
        listing = listings.find(BybitFormats.VENUE, row.bytes(), row.from(symbol), row.to(symbol));
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
        if (track.isRepeated(row.bytes(), row.from(id), row.to(id))) {
            return skipped("trade repeated");
        }
        times.set(Fixed8.NULL, Fixed8.NULL, nanos);
        trade.trade(draft, times, 0, tradePrice, quantity, aggressor, listing);
        return true;
    }
}
