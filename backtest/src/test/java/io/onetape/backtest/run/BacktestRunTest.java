package io.onetape.backtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.backtest.synthetic.SyntheticMarket;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.tape.MemoryTape;
import io.onetape.services.Processors;
import java.util.List;
import org.junit.jupiter.api.Test;

class BacktestRunTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_760_000_000L * SECOND;

    static BacktestSettings marketMaker() {
        return BacktestSettings.defaults()
                .with("strategy.mm1.type", "market-maker")
                .with("strategy.mm1.symbol", "BTCUSDT")
                .with("strategy.mm1.quantity", "0.01")
                .with("strategy.mm1.maxPosition", "0.1")
                .with("strategy.mm1.spread", "0.2")
                .with("strategy.mm1.enabled", "true")
                .withLimits(
                        List.of(new BacktestSettings.RiskLimits("", Fixed8.parse("1"), Fixed8.parse("100000"), 10)));
    }

    @Test
    void twoRunsGiveTheSameBytes() {
        Recording recording = new Recording();
        new SyntheticMarket(1, 60 * SECOND, START).writeTo(recording);

        BacktestSummary first = run(recording, marketMaker());
        BacktestSummary second = run(recording, marketMaker());

        assertThat(second).isEqualTo(first);
        assertThat(first.fills()).isPositive();
    }

    static BacktestSummary run(Recording recording, BacktestSettings settings) {
        BacktestRun run = BacktestRun.prepare(recording.tape(), settings);
        MemoryTape result = new MemoryTape(run.resultTapeId(), RollCycle.DAY);
        return run.run(result, result.writer(), Processors.all(), (RecordView record) -> {}, sequence -> {});
    }
}
