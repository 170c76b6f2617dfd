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
    private final Pace warmUp;
    private final Pace measured;
    private long written;

    /** So many records in each of so many seconds. */
    record Pace(int perSecond, int seconds) {
        long records() {
            return (long) perSecond * seconds;
        }

        long nanos(long record) {
            return record * (SECOND_NANOS / perSecond);
        }
    }

    private EvenMarket(TapeImport target, Pace warmUp, Pace measured) {
        this.target = target;
        this.warmUp = warmUp;
        this.measured = measured;
    }

    /** Writes both parts into a new tape. */
    static void write(Path tape, long seed, Pace warmUp, Pace measured) {
        long records = warmUp.records() + measured.records();
        try (TapeImport target = new TapeImport(tape, seed)) {
            long marketNanos = records / RECORDS_PER_SECOND * SECOND_NANOS;
            EvenMarket even = new EvenMarket(target, warmUp, measured);
            new SyntheticMarket(seed, marketNanos, START_NANOS).writeTo(even);
            if (even.written < records) {
                throw new IllegalStateException("expected " + records + " records, found " + even.written);
            }
        }
    }

    @Override
    public void accept(RecordDraft fact, long recordedAtNanos) {
        long more = written - warmUp.records();
        if (more < measured.records()) {
            long after = more < 0 ? warmUp.nanos(written) : warmUp.seconds() * SECOND_NANOS + measured.nanos(more);
            target.accept(fact, START_NANOS + after);
            written++;
        }
    }
}
