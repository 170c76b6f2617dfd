package io.onetape.backtest.importer.tardis;

import io.onetape.backtest.importer.fact.TradeFact;
import io.onetape.backtest.importer.listing.Listings;
import io.onetape.backtest.importer.row.CsvHeader;
import io.onetape.backtest.importer.row.Track;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.schema.Side;

/** Trades with the taker's side; where the venue does not tell the side there is no fact to make. An id that is no number is 0 on the tape. Single-threaded. */
final class TradeRows extends TardisFormat {
    private static final byte[] BUY = ascii("buy");
    private static final byte[] SELL = ascii("sell");
    private static final byte[] UNKNOWN = ascii("unknown");

    private final int id = column("id");
    private final int side = column("side");
    private final int price = column("price");
    private final int amount = column("amount");
    private final TradeFact trade = new TradeFact();
    private Side aggressor = Side.BUY;
    private long tradePrice;
    private long quantity;

    TradeRows(CsvHeader header, Listings listings) {
        super(header, listings);
    }

    @Override
    boolean readRest() {
        tradePrice = row.positive(price, "price");
        quantity = row.positive(amount, "amount");
        if (row.is(side, UNKNOWN)) {
            return skipped("side unknown");
        }
        if (!row.is(side, BUY) && !row.is(side, SELL)) {
            throw row.bad(side, "side", "buy, sell or unknown");
        }
        aggressor = row.is(side, BUY) ? Side.BUY : Side.SELL;
        return true;
    }

    @Override
    public boolean write(RecordDraft draft, Track track) {
        if (track.isRepeated(row.bytes(), row.from(id), row.to(id))) {
            return skipped("trade repeated");
        }
        trade.trade(draft, times(), Math.max(0, row.wholeOrNegative(id)), tradePrice, quantity, aggressor, listing());
        return true;
    }
}
