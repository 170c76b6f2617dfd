package io.onetape.backtest.importer.binance.archive;

import io.onetape.backtest.importer.fact.BookFact;
import io.onetape.backtest.importer.fact.FactTimes;
import io.onetape.backtest.importer.listing.Listing;
import io.onetape.backtest.importer.row.CsvHeader;
import io.onetape.backtest.importer.row.Track;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordDraft;

/** Best bid and ask a row. Rows of the archive are known to stand out of order: they keep their place. Single-threaded. */
final class QuoteRows extends SymbolRows {
    private final int id = column("update_id");
    private final int bidPrice = column("best_bid_price");
    private final int bidQuantity = column("best_bid_qty");
    private final int askPrice = column("best_ask_price");
    private final int askQuantity = column("best_ask_qty");
    private final int transaction = column("transaction_time");
    private final int event = column("event_time");
    private final BookFact book = new BookFact();
    private final FactTimes times = new FactTimes();
    private long updateId;
    private long bid;
    private long bidSize;
    private long ask;
    private long askSize;

    QuoteRows(CsvHeader header, Listing listing) {
        super(header, listing);
    }

    @Override
    long readRest() {
        updateId = row.whole(id, "update_id");
        bid = row.decimal(bidPrice, "best_bid_price");
        bidSize = row.decimal(bidQuantity, "best_bid_qty");
        ask = row.decimal(askPrice, "best_ask_price");
        askSize = row.decimal(askQuantity, "best_ask_qty");
        long sentNanos = row.nanos(event, "event_time");
        times.set(Fixed8.NULL, sentNanos, row.nanos(transaction, "transaction_time"));
        return sentNanos;
    }

    @Override
    public boolean write(RecordDraft draft, Track track) {
        book.quote(draft, times, updateId, bid, bidSize, ask, askSize, listing());
        return true;
    }
}
