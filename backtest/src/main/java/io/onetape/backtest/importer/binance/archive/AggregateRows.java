package io.onetape.backtest.importer.binance.archive;

import io.onetape.backtest.importer.fact.FactTimes;
import io.onetape.backtest.importer.fact.TradeFact;
import io.onetape.backtest.importer.listing.Listing;
import io.onetape.backtest.importer.row.CsvHeader;
import io.onetape.backtest.importer.row.Track;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.schema.Side;

/** All matches of one aggressor at one price a row. Where the buyer was the maker, the aggressor sold. Single-threaded. */
final class AggregateRows extends SymbolRows {
    private final int id = column("agg_trade_id");
    private final int price = column("price");
    private final int quantity = column("quantity");
    private final int first = column("first_trade_id");
    private final int last = column("last_trade_id");
    private final int time = column("transact_time");
    private final int buyerIsMaker = column("is_buyer_maker");
    private final TradeFact trade = new TradeFact();
    private final FactTimes times = new FactTimes();
    private long tradeId;
    private long firstId;
    private long lastId;
    private long tradePrice;
    private long tradeQuantity;
    private boolean sold;

    AggregateRows(CsvHeader header, Listing listing) {
        super(header, listing);
    }

    @Override
    long readRest() {
        tradeId = row.whole(id, "agg_trade_id");
        tradePrice = row.positive(price, "price");
        tradeQuantity = row.positive(quantity, "quantity");
        firstId = row.whole(first, "first_trade_id");
        lastId = row.whole(last, "last_trade_id");
        sold = flag(buyerIsMaker, "is_buyer_maker");
        return row.nanos(time, "transact_time");
    }

    @Override
    public boolean write(RecordDraft draft, Track track) {
        if (track.isRepeated(tradeId)) {
            return skipped("trade repeated");
        }
        times.set(Fixed8.NULL, Fixed8.NULL, orderNanos());
        Side aggressor = sold ? Side.SELL : Side.BUY;
        trade.aggregate(draft, times, tradeId, firstId, lastId, tradePrice, tradeQuantity, aggressor, listing());
        return true;
    }
}
