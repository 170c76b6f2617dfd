package io.onetape.benchmarks.order;

import io.onetape.backtest.importer.FactSink;
import io.onetape.backtest.importer.tape.TapeImport;
import io.onetape.backtest.synthetic.SyntheticMarket;
import io.onetape.journal.record.RecordDraft;
import java.nio.file.Path;

/** A synthetic market whose records come at even distances, on a tape that a run can replay at its own pace. */
final class EvenMarket implements FactSink {
    private static final long START_NANOS = 1_760_000_400_000_000_000L;
    private static final long SECOND_NANOS = 1_000_000_000L;

    /** Less than the market has: some 180 a second. */
    private static final int RECORDS_PER_SECOND = 150;

    private final TapeImport target;
    private final long gapNanos;
    private final long records;
    private long written;

    private EvenMarket(TapeImport target, long gapNanos, long records) {
        this.target = target;
        this.gapNanos = gapNanos;
        this.records = records;
    }

    /** Writes {@code seconds} of {@code perSecond} records each into a new tape. */
    static void write(Path tape, long seed, int perSecond, int seconds) {
        long records = (long) perSecond * seconds;
        try (TapeImport target = new TapeImport(tape, seed)) {
            long marketNanos = records / RECORDS_PER_SECOND * SECOND_NANOS;
            EvenMarket even = new EvenMarket(target, SECOND_NANOS / perSecond, records);
            new SyntheticMarket(seed, marketNanos, START_NANOS).writeTo(even);
            if (even.written < records) {
                throw new IllegalStateException("expected " + records + " records, found " + even.written);
            }
        }
    }

    @Override
    public void accept(RecordDraft fact, long recordedAtNanos) {
        if (written < records) {
            target.accept(fact, START_NANOS + written * gapNanos);
            written++;
        }
    }
}
