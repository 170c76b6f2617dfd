package io.onetape.backtest.importer.binance.archive;

import io.onetape.backtest.importer.line.BadLine;
import io.onetape.backtest.importer.listing.Listing;
import io.onetape.backtest.importer.row.CsvHeader;
import io.onetape.backtest.importer.row.Track;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.schema.MarkPriceUpdateEncoder;

/**
 * The rate that was paid at its time. The mark price that it was paid on is not in the file, and the next time neither, so both are null: strategies see the
 * rate, and the simulated venue pays nothing on it. Single-threaded.
 */
final class FundingRows extends SymbolRows {
    private final int time = column("calc_time");
    private final int rate = column("last_funding_rate");
    private final MarkPriceUpdateEncoder update = new MarkPriceUpdateEncoder();
    private long fundingRate;

    FundingRows(CsvHeader header, Listing listing) {
        super(header, listing);
    }

    @Override
    long readRest() {
        try {
            fundingRate = Fixed8.parse(row.bytes(), row.from(rate), row.to(rate));
        } catch (NumberFormatException e) {
            throw new BadLine("last_funding_rate: " + e.getMessage());
        }
        return row.nanos(time, "calc_time");
    }

    @Override
    public boolean write(RecordDraft draft, Track track) {
        draft.begin(update, 0)
                .receivedNanos(Fixed8.NULL)
                .eventNanos(orderNanos())
                .mark(Fixed8.NULL)
                .index(Fixed8.NULL)
                .estimatedSettlement(Fixed8.NULL)
                .fundingRate(fundingRate)
                .nextFundingNanos(Fixed8.NULL);
        return true;
    }
}
