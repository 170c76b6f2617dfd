package io.onetape.backtest.importer.tardis;

import io.onetape.backtest.importer.line.BadLine;
import io.onetape.backtest.importer.listing.Listings;
import io.onetape.backtest.importer.row.CsvHeader;
import io.onetape.backtest.importer.row.Track;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.schema.MarkPriceUpdateEncoder;

/** Mark, index and funding as the venue's ticker gives them; what a row leaves empty is not known. Open interest and last price are no facts here. Single-threaded. */
final class TickerRows extends TardisFormat {
    private final int fundingTimestamp = column("funding_timestamp");
    private final int fundingRate = column("funding_rate");
    private final int indexPrice = column("index_price");
    private final int markPrice = column("mark_price");
    private final MarkPriceUpdateEncoder update = new MarkPriceUpdateEncoder();
    private long mark;
    private long index;
    private long rate;
    private long nextFundingNanos;

    TickerRows(CsvHeader header, Listings listings) {
        super(header, listings);
    }

    @Override
    boolean readRest() {
        mark = row.isEmpty(markPrice) ? Fixed8.NULL : row.decimal(markPrice, "mark_price");
        index = row.isEmpty(indexPrice) ? Fixed8.NULL : row.decimal(indexPrice, "index_price");
        rate = row.isEmpty(fundingRate) ? Fixed8.NULL : rate();
        nextFundingNanos =
                row.isEmpty(fundingTimestamp) ? Fixed8.NULL : row.nanos(fundingTimestamp, "funding_timestamp");
        return mark != Fixed8.NULL || index != Fixed8.NULL || rate != Fixed8.NULL || skipped("ticker without a mark");
    }

    @Override
    public boolean write(RecordDraft draft, Track track) {
        draft.begin(update, 0)
                .receivedNanos(receivedNanos())
                .eventNanos(exchangeNanos())
                .mark(mark)
                .index(index)
                .estimatedSettlement(Fixed8.NULL)
                .fundingRate(rate)
                .nextFundingNanos(nextFundingNanos);
        return true;
    }

    private long rate() {
        try {
            return Fixed8.parse(row.bytes(), row.from(fundingRate), row.to(fundingRate));
        } catch (NumberFormatException e) {
            throw new BadLine("funding_rate: " + e.getMessage());
        }
    }
}
