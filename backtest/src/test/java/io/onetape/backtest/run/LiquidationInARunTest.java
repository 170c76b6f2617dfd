package io.onetape.backtest.run;

import static io.onetape.journal.schema.Side.BUY;
import static io.onetape.journal.schema.Side.SELL;
import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.backtest.latency.LatencySettings;
import io.onetape.backtest.metrics.RunMetrics;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.AlertRaisedDecoder;
import io.onetape.journal.schema.OrderType;
import io.onetape.journal.schema.PositionChangedDecoder;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.RiskDecisionDecoder;
import io.onetape.journal.schema.TimeInForce;
import io.onetape.journal.schema.TradingHaltedDecoder;
import io.onetape.journal.schema.Verdict;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A whole run in which the venue liquidates: long 0.1 at 30,000 with 150 of capital, of which 1.5 went for the fee. At a mark of 28,000 the position is worth 200 less, and the
 * account less than nothing. 0.06 are taken back at 28,000 and 0.04 at 27,900, with fees of 0.0005 and 0.0125 of 2,796.
 */
class LiquidationInARunTest {
    private static Backtests.Result run;

    @BeforeAll
    static void runOnce() {
        GivenMarket market = new GivenMarket()
                .book("29990 10", "30000 10")
                .print(BUY, "30000", "0.001")
                .mark("30000")
                .book("28000 0.06,27900 10", "28100 10")
                .mark("28000")
                .print(SELL, "28000", "0.001")
                .print(SELL, "28000", "0.001");
        run = Drill.run(
                market,
                withCapital("150"),
                Map.of(
                        1L,
                        leg -> {
                            leg.place(BUY, OrderType.MARKET, TimeInForce.GTC, Fixed8.NULL, Fixed8.parse("0.1"), false);
                            leg.placePostOnly(BUY, Fixed8.parse("20000"), Fixed8.parse("0.01"));
                        },
                        3L,
                        leg -> leg.placePostOnly(BUY, Fixed8.parse("20000"), Fixed8.parse("0.01"))));
    }

    @Test
    void theOpenOrderEndsAndThePositionIsTakenBackAtWhatTheBookHas() {
        assertThat(Drill.answers(run))
                .containsExactly(
                        "ACCEPTED 1",
                        "fill 1 0.1 @ 30000",
                        "ACCEPTED 2",
                        "EXPIRED 2 LIQUIDATION 0",
                        "liquidated 0.06 @ 28000",
                        "liquidated 0.04 @ 27900");
    }

    @Test
    void theAccountsNumbersAreExact() {
        assertThat(Fixed8.toString(run.summary().fees())).isEqualTo("37.848"); // 1.5 + 0.013 x 2,796
        assertThat(Fixed8.toString(run.summary().netPnl())).isEqualTo("-241.848");
        assertThat(run.summary().positions())
                .allSatisfy(position -> assertThat(position.quantity()).isZero());
        RunMetrics metrics = RunMetrics.of(run.tape());
        assertThat(metrics.causes().residual()).isZero();
        assertThat(metrics.equity().net()).isEqualTo(run.summary().netPnl());
        PositionChangedDecoder changed = new PositionChangedDecoder();
        List<RecordView> positions = of(PositionChangedDecoder.TEMPLATE_ID);
        assertThat(positions.get(positions.size() - 1).decode(changed).position())
                .isZero();
    }

    @Test
    void tradingIsHaltedOnceAndAnAlertSaysWhatWasTaken() {
        assertThat(of(TradingHaltedDecoder.TEMPLATE_ID))
                .singleElement()
                .satisfies(record -> assertThat(
                                record.decode(new TradingHaltedDecoder()).reason())
                        .isEqualTo(Reason.LIQUIDATION));
        assertThat(of(AlertRaisedDecoder.TEMPLATE_ID).stream()
                        .map(record -> record.decode(new AlertRaisedDecoder()))
                        .filter(alert -> alert.name().equals("liquidation")))
                .hasSize(2);
        RiskDecisionDecoder decision = new RiskDecisionDecoder();
        assertThat(of(RiskDecisionDecoder.TEMPLATE_ID).stream()
                        .filter(record -> record.decode(decision).verdict() == Verdict.REFUSED)
                        .map(record -> record.decode(decision).reason()))
                .as("the strategy goes on, but may not trade")
                .containsExactly(Reason.HALTED);
    }

    private static BacktestSettings withCapital(String capital) {
        BacktestSettings defaults = BacktestSettings.defaults();
        return new BacktestSettings(
                defaults.venue(),
                defaults.shift(),
                1,
                LatencySettings.constant(0, 0),
                Fixed8.parse(capital),
                new TreeMap<>(),
                List.of(new BacktestSettings.RiskLimits("", Fixed8.ONE, Fixed8.parse("100000"), 10)),
                false);
    }

    private static List<RecordView> of(int template) {
        return run.records().stream()
                .filter(record -> record.templateId() == template)
                .toList();
    }
}
