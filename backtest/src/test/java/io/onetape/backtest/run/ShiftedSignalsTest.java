package io.onetape.backtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.backtest.run.clock.ClockShift;
import io.onetape.backtest.run.clock.ClockShifts;
import io.onetape.backtest.run.clock.SourceScan;
import io.onetape.backtest.run.input.Inputs;
import io.onetape.backtest.run.input.MergeTarget;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.AlertRaisedDecoder;
import io.onetape.journal.schema.BookTopDecoder;
import io.onetape.journal.schema.ExternalSignalDecoder;
import io.onetape.journal.schema.OrderRequestedDecoder;
import io.onetape.journal.schema.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Signals that were computed elsewhere move with the clock of the market beside which they were known. */
class ShiftedSignalsTest {
    private static final long MILLISECOND = 1_000_000L;
    private static final long SECOND = 1_000 * MILLISECOND;

    @Test
    void aShiftToAnEarlierTimeMovesWhatIsKnownWithIt() {
        Recording market = market(5 * SECOND)
                .signal("1")
                .print(Side.BUY, "101", "1")
                .print(Side.BUY, "101", "1")
                .recording();
        for (String shift : List.of("none", "-4900ms", "2s")) {
            assertFollowed(Backtests.run(market, follower().withShift(ClockShift.parse(shift))));
        }
    }

    @Test
    void signalsOfATapeOfTheirOwnMoveWithTheMarketsClock() {
        Recording market = market(-300 * MILLISECOND)
                .print(Side.BUY, "101", "1")
                .print(Side.BUY, "101", "1")
                .recording();
        Recording signals =
                new GivenMarket(1_760_000_000_150_000_000L).signal("1").recording();
        Inputs inputs = Inputs.of(
                List.of(SourceScan.of(market.tape()), SourceScan.of(signals.tape())),
                ClockShifts.AUTO,
                MergeTarget.memory());
        Backtests.Result result =
                Backtests.run(BacktestRun.prepare(inputs.scan(), follower().withShift(inputs.shift())));
        assertFollowed(result);
        RecordView signal = first(result, ExternalSignalDecoder.TEMPLATE_ID);
        assertThat(signal.recordedAtNanos()).isEqualTo(1_760_000_000_450_000_000L);
        assertThat(first(result, BookTopDecoder.TEMPLATE_ID).recordedAtNanos()).isLessThan(signal.recordedAtNanos());
    }

    private static GivenMarket market(long latencyNanos) {
        return new GivenMarket().heardAfter(latencyNanos).book("100 10,99 20", "101 10");
    }

    private static void assertFollowed(Backtests.Result result) {
        RecordView signal = first(result, ExternalSignalDecoder.TEMPLATE_ID);
        assertThat(signal.decode(new ExternalSignalDecoder()).availableNanos()).isEqualTo(signal.recordedAtNanos());
        assertThat(first(result, OrderRequestedDecoder.TEMPLATE_ID).correlation())
                .isEqualTo(signal.sequence());
        assertThat(result.records()).noneMatch(record -> record.templateId() == AlertRaisedDecoder.TEMPLATE_ID);
        assertThat(new SimulationCheck(result.tape()).run()).isEmpty();
    }

    private static RecordView first(Backtests.Result result, int templateId) {
        return result.records().stream()
                .filter(record -> record.templateId() == templateId)
                .findFirst()
                .orElseThrow();
    }

    private static BacktestSettings follower() {
        return BacktestSettings.defaults()
                .with("strategy.sf1.type", "signal-follower")
                .with("strategy.sf1.symbol", "BTCUSDT")
                .with("strategy.sf1.quantity", "0.01")
                .with("strategy.sf1.maxPosition", "0.1")
                .with("strategy.sf1.enabled", "true")
                .withLimits(List.of(new BacktestSettings.RiskLimits("", Fixed8.ONE, Fixed8.parse("100000"), 10)));
    }
}
