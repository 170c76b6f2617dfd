package io.onetape.backtest.naive;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.backtest.run.BacktestRun;
import io.onetape.backtest.run.BacktestSettings;
import io.onetape.backtest.run.BacktestSummary;
import io.onetape.journal.tape.Tape;
import io.onetape.replay.Processor;
import java.math.BigDecimal;
import java.util.List;

/** One backtest by the simulator that is built for speed, and by the naive one. */
final class Comparison {
    private static final int LINES_BEFORE = 8;

    private Comparison() {}

    /** Runs both; what our side heard must be the same, line by line, and what it earned. */
    static BacktestSummary compare(
            Tape source, BacktestSettings settings, List<Processor> processors, Hits hits, String description) {
        RunHeard fast = new RunHeard();
        BacktestRun run = BacktestRun.prepare(source, settings);
        BacktestSummary summary = run.run(processors, fast::add, sequence -> {});
        RecordedFacts recorded = RecordedFacts.of(source);
        NaiveBacktest naive = new NaiveBacktest(
                recorded.facts(),
                recorded.startNanos(),
                recorded.shiftNanos(),
                NaiveSettings.of(settings),
                fast::requestsBehind,
                hits);
        requireEqual(fast.lines, naive.run(), description);
        requireEqual(summary, naive.ledger, description, hits);
        return summary;
    }

    private static void requireEqual(BacktestSummary fast, NaiveLedger naive, String description, Hits hits) {
        assertThat(Decimal.of(fast.fees())).as("fees, " + description).isEqualTo(naive.fees());
        assertThat(Decimal.of(fast.funding())).as("funding, " + description).isEqualTo(naive.funding());
        assertThat(Decimal.of(fast.turnover())).as("turnover, " + description).isEqualTo(naive.turnover());
        BigDecimal profit = naive.profit();
        if (profit != null) {
            hits.hitIf(profit.signum() != 0, Rule.PROFIT_AT_THE_MARK);
            assertThat(Decimal.of(fast.netPnl())).as("profit, " + description).isEqualTo(profit);
        }
    }

    private static void requireEqual(List<String> fast, List<String> naive, String description) {
        if (fast.equals(naive)) {
            return;
        }
        int at = 0;
        while (at < Math.min(fast.size(), naive.size()) && fast.get(at).equals(naive.get(at))) {
            at++;
        }
        int from = Math.max(0, at - LINES_BEFORE);
        assertThat(fast.subList(from, Math.min(fast.size(), at + 2)))
                .as(description + ", from line " + from + " on")
                .containsExactlyElementsOf(naive.subList(from, Math.min(naive.size(), at + 2)));
        throw new AssertionError(description + ": " + fast.size() + " lines, expected " + naive.size());
    }
}
