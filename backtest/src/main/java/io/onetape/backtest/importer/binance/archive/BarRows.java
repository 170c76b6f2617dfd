package io.onetape.backtest.importer.binance.archive;

import io.onetape.backtest.importer.line.BadLine;
import io.onetape.backtest.importer.listing.Listing;
import io.onetape.backtest.importer.row.CsvHeader;
import io.onetape.backtest.importer.row.Track;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.schema.BarClosedEncoder;

/**
 * Bars, each known once it is over: its record's time is the first unit (millisecond or microsecond, as the file counts) behind the close time, so that no trade
 * that is in it comes later. Nothing can be filled from a bar. Sums in the quote asset are left out. Single-threaded.
 */
final class BarRows extends SymbolRows {
    private static final long SMALLEST_MICROS = 1_000_000_000_000_000L;

    private final int openTime = column("open_time");
    private final int closeTime = column("close_time");
    private final int open = column("open");
    private final int high = column("high");
    private final int low = column("low");
    private final int close = column("close");
    private final int volume = column("volume");
    private final int takerVolume = column("taker_buy_volume");
    private final int count = column("count");
    private final BarClosedEncoder bar = new BarClosedEncoder();
    private final long[] numbers = new long[6];
    private long openNanos;
    private long closeNanos;
    private long trades;

    BarRows(CsvHeader header, Listing listing) {
        super(header, listing);
    }

    @Override
    long readRest() {
        numbers[0] = row.positive(open, "open");
        numbers[1] = row.positive(high, "high");
        numbers[2] = row.positive(low, "low");
        numbers[3] = row.positive(close, "close");
        numbers[4] = row.decimal(volume, "volume");
        numbers[5] = row.decimal(takerVolume, "taker_buy_volume");
        trades = row.whole(count, "count");
        openNanos = row.nanos(openTime, "open_time");
        closeNanos = row.nanos(closeTime, "close_time");
        if (closeNanos < openNanos || numbers[1] < numbers[2]) {
            throw new BadLine("expected a bar that ends after it begins, with its high above its low");
        }
        return closeNanos + (row.whole(closeTime, "close_time") >= SMALLEST_MICROS ? 1_000 : 1_000_000);
    }

    @Override
    public boolean write(RecordDraft draft, Track track) {
        draft.begin(bar, 0)
                .receivedNanos(Fixed8.NULL)
                .openNanos(openNanos)
                .closeNanos(closeNanos)
                .openPrice(numbers[0])
                .highPrice(numbers[1])
                .lowPrice(numbers[2])
                .closePrice(numbers[3])
                .volume(numbers[4])
                .takerBuyVolume(numbers[5])
                .trades(trades);
        for (int i = 0; i < 4; i++) {
            listing().prices().see(numbers[i]);
        }
        listing().quantities().see(numbers[4]);
        listing().quantities().see(numbers[5]);
        return true;
    }
}
