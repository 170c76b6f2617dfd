package io.onetape.backtest.importer.fact;

import io.onetape.backtest.importer.listing.Listing;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.schema.PrintKind;
import io.onetape.journal.schema.Side;
import io.onetape.journal.schema.TradePrintEncoder;

/** Writes a public trade as a fact; the caller says about which instrument. Single-threaded. */
public final class TradeFact {
    private final TradePrintEncoder trade = new TradePrintEncoder();

    /** One match; {@code id} is 0 where the venue's is no number. */
    public void trade(
            RecordDraft draft, FactTimes times, long id, long price, long quantity, Side aggressor, Listing listing) {
        write(draft, times, id, price, quantity, aggressor, PrintKind.TRADE, listing);
        trade.firstTradeId(TradePrintEncoder.firstTradeIdNullValue())
                .lastTradeId(TradePrintEncoder.lastTradeIdNullValue());
    }

    /** All matches of one aggressor at one price, by their ids from {@code first} to {@code last}. */
    public void aggregate(
            RecordDraft draft,
            FactTimes times,
            long id,
            long first,
            long last,
            long price,
            long quantity,
            Side aggressor,
            Listing listing) {
        write(draft, times, id, price, quantity, aggressor, PrintKind.AGGREGATE, listing);
        trade.firstTradeId(first).lastTradeId(last);
    }

    private void write(
            RecordDraft draft,
            FactTimes times,
            long id,
            long price,
            long quantity,
            Side aggressor,
            PrintKind kind,
            Listing listing) {
        draft.begin(trade, 0)
                .receivedNanos(times.receivedNanos())
                .eventNanos(times.eventNanos())
                .transactionNanos(times.transactionNanos())
                .tradeId(id)
                .price(price)
                .quantity(quantity)
                .aggressor(aggressor)
                .kind(kind);
        listing.prices().see(price);
        listing.quantities().see(quantity);
    }
}
