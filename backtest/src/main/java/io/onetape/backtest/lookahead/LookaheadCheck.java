package io.onetape.backtest.lookahead;

import io.onetape.backtest.run.BacktestRun;
import io.onetape.backtest.run.BacktestSettings;
import io.onetape.backtest.run.clock.SourceScan;
import io.onetape.journal.record.RecordView;
import io.onetape.replay.Pipeline;
import io.onetape.replay.Processor;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntConsumer;

/**
 * Runs a backtest again over the first records of its recording alone, for random numbers of them: what was decided before the end must be exactly what the whole run decided.
 * A run that knows more than had happened by then is found by the record in which it shows.
 *
 * <p>The clock's shift, the instruments' first definitions and the result's id are settings: those of the whole recording. Compared is what stands on the result before
 * anything that was cut off had happened at the exchange or was received. Memory: 4 bytes for each record of the result. Single-threaded.
 */
public final class LookaheadCheck {
    /**
     * Where a run over the first records differs from the whole one.
     *
     * @param sequence of the first record of the result that is not the same
     * @param lastSourceSequence the recording's last record in the run that differs
     * @param nanos local time of the record
     */
    public record Difference(long sequence, long lastSourceSequence, long nanos) {}

    /**
     * What came out.
     *
     * @param cuts runs over first records
     * @param compared records of their results
     */
    public record Result(int cuts, long compared, Optional<Difference> difference) {}

    private final SourceScan scan;
    private final BacktestSettings settings;
    private final Function<FirstRecords, List<Processor>> processors;

    /**
     * A check of one backtest.
     *
     * @param processors a run's fresh processors. What they are to know of the recording before it runs, they read here: it ends where the run ends
     */
    public LookaheadCheck(
            SourceScan scan, BacktestSettings settings, Function<FirstRecords, List<Processor>> processors) {
        this.scan = scan;
        this.settings = settings;
        this.processors = processors;
    }

    /**
     * Ends at the first run that differs.
     *
     * @param count how many runs over first records, besides the whole one
     * @param done hears how many runs are done, the whole one included
     */
    public Result run(int count, long seed, IntConsumer done) {
        long shiftNanos = BacktestRun.prepare(scan, settings).shiftNanos();
        List<Cut> cuts = Cut.random(scan, shiftNanos, count, seed);
        WrittenRecords whole = new WrittenRecords(cuts);
        runUntil(scan.lastSequence(), whole::add);
        done.accept(1);
        long compared = 0;
        int runs = 0;
        for (Cut cut : cuts) {
            Prefix prefix = new Prefix(cut, whole);
            runUntil(cut.sequence(), prefix);
            compared += prefix.compared;
            Optional<Difference> difference = prefix.difference(whole.before(runs));
            runs++;
            done.accept(runs + 1);
            if (difference.isPresent()) {
                return new Result(runs, compared, difference);
            }
        }
        return new Result(runs, compared, Optional.empty());
    }

    private void runUntil(long lastSequence, Pipeline.Observer observer) {
        List<Processor> fresh;
        try (FirstRecords known = new FirstRecords(scan.checked(), lastSequence)) {
            fresh = processors.apply(known);
        }
        BacktestRun.prepare(scan.until(lastSequence), settings).run(fresh, observer, sequence -> {});
    }

    /** Compares a run's records with the whole run's, up to where they have to be the same. */
    private static final class Prefix implements Pipeline.Observer {
        private final Cut cut;
        private final WrittenRecords whole;
        private final ChainedChecksum checksum = new ChainedChecksum();
        private int compared;
        private int firstDifferent = -1;
        private long differentNanos;

        Prefix(Cut cut, WrittenRecords whole) {
            this.cut = cut;
            this.whole = whole;
        }

        @Override
        public void onRecord(RecordView record) {
            if (firstDifferent < 0 && record.recordedAtNanos() < cut.knownNanos()) {
                if (!whole.isAt(compared, checksum.add(record))) {
                    firstDifferent = compared;
                    differentNanos = record.recordedAtNanos();
                }
                compared++;
            }
        }

        Optional<Difference> difference(int expected) {
            if (firstDifferent < 0 && compared < expected) { // the whole run did something more
                firstDifferent = compared;
                differentNanos = cut.knownNanos();
            }
            return firstDifferent < 0
                    ? Optional.empty()
                    : Optional.of(new Difference(firstDifferent + 1L, cut.sequence(), differentNanos));
        }
    }
}
