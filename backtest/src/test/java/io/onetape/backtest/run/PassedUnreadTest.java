package io.onetape.backtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.backtest.latency.LatencyRule;
import io.onetape.backtest.latency.LatencySettings;
import io.onetape.backtest.synthetic.SyntheticIncidents;
import io.onetape.backtest.synthetic.SyntheticMarket;
import io.onetape.journal.record.RecordView;
import io.onetape.replay.Pipeline;
import io.onetape.services.Processors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run goes behind facts that nobody reads without a look at each: what is decided, and at which sequence, is the same as where each stands on a tape. */
final class PassedUnreadTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long START =
            1_754_265_599L * SECOND; // a second before midnight: a cycle, a day and an hour begin within

    /** Sees what is left, and takes nothing from what a run passes over. */
    private static final class Count implements Pipeline.Observer {
        private long seen;

        @Override
        public void onRecord(RecordView record) {
            seen++;
        }

        @Override
        public boolean passesOver(int templateId) {
            return true;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0ms, 0ms, 0",
        "1us, 0ms, 0",
        "0ms, 20us, 0",
        "10ms, 10ms, 0",
        "300ms, 2ms, 5000000",
        "feed, feed, 0",
        "2ms, 1.5*feed, 900"
    })
    void theSameIsDecidedAtTheSameSequences(String entry, String response, long jitterNanos) {
        long seed = System.nanoTime() >>> 1;
        System.out.println("seeds " + seed + " to " + (seed + 1));
        for (long market = seed; market < seed + 2; market++) {
            Recording recording = new Recording();
            new SyntheticMarket(market, 20 * SECOND, START, SyntheticIncidents.gapAt(7 * SECOND)).writeTo(recording);
            BacktestSettings settings = Backtests.marketMaker()
                    .withLatency(
                            new LatencySettings(LatencyRule.parse(entry), LatencyRule.parse(response), jitterNanos));
            BacktestSummary kept = Backtests.run(recording, settings).summary();
            Count count = new Count();
            BacktestSummary passed =
                    BacktestRun.prepare(recording.tape(), settings).run(Processors.all(), count, sequence -> {});
            assertThat(passed).as("seed " + market).isEqualTo(kept);
            assertThat(kept.requested()).isPositive();
            if (!entry.contains("feed")) { // what follows the feed sees all of it
                assertThat(count.seen).isLessThan(kept.events());
            }
        }
    }
}
