package io.onetape.backtest.importer.binance.archive;

import io.onetape.backtest.importer.fact.FactTimes;
import io.onetape.backtest.importer.fact.TradeFact;
import io.onetape.backtest.importer.listing.Listing;
import io.onetape.backtest.importer.row.CsvHeader;
import io.onetape.backtest.importer.row.Track;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.schema.Side;

/** One match a row. Where the buyer was the maker, the aggressor sold. Single-threaded. */
final class TradeRows extends SymbolRows {
    private final int id = column("id");
    private final int price = column("price");
    private final int quantity = column("qty");
    private final int time = column("time");
    private final int buyerIsMaker = column("is_buyer_maker");
    private final TradeFact trade = new TradeFact();
    private final FactTimes times = new FactTimes();
    private long tradeId;
    private long tradePrice;
    private long tradeQuantity;
    private boolean sold;

    TradeRows(CsvHeader header, Listing listing) {
        super(header, listing);
    }

    @Override
    long readRest() {
        tradeId = row.whole(id, "id");
        tradePrice = row.positive(price, "price");
        tradeQuantity = row.positive(quantity, "qty");
        sold = flag(buyerIsMaker, "is_buyer_maker");
        return row.nanos(time, "time");
    }

    @Override
    public boolean write(RecordDraft draft, Track track) {
        if (track.isRepeated(tradeId)) {
            return skipped("trade repeated");
        }
        times.set(Fixed8.NULL, Fixed8.NULL, orderNanos());
        trade.trade(draft, times, tradeId, tradePrice, tradeQuantity, sold ? Side.SELL : Side.BUY, listing());
        return true;
    }
}
