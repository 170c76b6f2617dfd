package io.onetape.backtest.importer.tardis;

import io.onetape.backtest.importer.fact.BookFact;
import io.onetape.backtest.importer.line.BadLine;
import io.onetape.backtest.importer.listing.Listings;
import io.onetape.backtest.importer.row.CsvHeader;
import io.onetape.backtest.importer.row.Track;
import io.onetape.journal.record.RecordDraft;

/** Best bid and ask. The venue's update ids are not in the file: 0 on the tape. An empty side is 0, as everywhere. Single-threaded. */
final class QuoteRows extends TardisFormat {
    private final int bidPrice = column("bid_price");
    private final int bidAmount = column("bid_amount");
    private final int askPrice = column("ask_price");
    private final int askAmount = column("ask_amount");
    private final BookFact book = new BookFact();
    private long bid;
    private long bidQuantity;
    private long ask;
    private long askQuantity;

    QuoteRows(CsvHeader header, Listings listings) {
        super(header, listings);
    }

    @Override
    boolean readRest() {
        bid = number(bidPrice, bidAmount, "bid_price");
        bidQuantity = number(bidAmount, bidPrice, "bid_amount");
        ask = number(askPrice, askAmount, "ask_price");
        askQuantity = number(askAmount, askPrice, "ask_amount");
        return true;
    }

    @Override
    public boolean write(RecordDraft draft, Track track) {
        book.quote(draft, times(), 0, bid, bidQuantity, ask, askQuantity, listing());
        return true;
    }

    private long number(int column, int other, String name) {
        if (row.isEmpty(column) != row.isEmpty(other)) {
            throw new BadLine(name + ": expected a price and an amount, found one of them");
        }
        return row.isEmpty(column) ? 0 : row.decimal(column, name);
    }
}
