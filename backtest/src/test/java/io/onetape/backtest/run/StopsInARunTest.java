package io.onetape.backtest.run;

import static io.onetape.journal.schema.Side.BUY;
import static io.onetape.journal.schema.Side.SELL;
import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.backtest.metrics.RunMetrics;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.OrderChangedDecoder;
import io.onetape.journal.schema.OrderState;
import io.onetape.journal.schema.OrderType;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.RiskDecisionDecoder;
import io.onetape.journal.schema.Side;
import io.onetape.journal.schema.TimeInForce;
import io.onetape.journal.schema.Trigger;
import io.onetape.journal.schema.TriggerSource;
import io.onetape.journal.schema.Verdict;
import io.onetape.services.strategy.StrategyContext;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A strategy's stop from the request to its fills: through risk and execution, at the venue, and back. */
class StopsInARunTest {
    private static final long ONE = Fixed8.ONE;

    /**
     * Of four stops one is refused by risk, which counts the three others as open, and one by the venue, since its price has been reached. A print of 0.6 at 101 leaves 0.4
     * there for the first; the mark price triggers the last.
     */
    @Test
    void fromTheRequestToTheFills() {
        GivenMarket market = new GivenMarket()
                .book("100 10,99 20", "101 1,102 5,103 50")
                .print(SELL, "100", "0.001")
                .print(BUY, "101", "0.6")
                .print(BUY, "102", "0.001")
                .mark("99.1")
                .mark("99")
                .print(SELL, "100", "0.001");
        Backtests.Result run = Drill.run(market, settings(3), Map.of(1L, StopsInARunTest::stops));
        assertThat(Drill.answers(run))
                .containsExactly(
                        "ACCEPTED 1",
                        "ACCEPTED 2",
                        "REJECTED 3 WOULD_TRIGGER -2021",
                        "TRIGGERED 1",
                        "fill 1 0.4 @ 101",
                        "fill 1 0.6 @ 102",
                        "TRIGGERED 2",
                        "fill 2 1 @ 100");
        assertThat(refusals(run)).containsExactly(Reason.OPEN_ORDERS_LIMIT);
        assertThat(ends(run)).containsExactly("4 REJECTED", "3 REJECTED", "1 FILLED", "2 FILLED");
        // 100 - 101.6, and 0.0005 of 201.6
        assertThat(Fixed8.toString(run.summary().netPnl())).isEqualTo("-1.7008");
        assertThat(RunMetrics.of(run.tape()).causes().residual()).isZero();
    }

    /** What waits can be taken back, and is open no more then. */
    @Test
    void oneThatIsCanceledTradesNothing() {
        GivenMarket market = new GivenMarket()
                .book("100 10,99 20", "101 1,102 5")
                .print(SELL, "100", "0.001")
                .print(SELL, "100", "0.001")
                .print(BUY, "101", "0.6")
                .print(BUY, "101", "0.1");
        Backtests.Result run = Drill.run(
                market,
                settings(1),
                Map.of(
                        1L, leg -> leg.placeStopMarket(BUY, price("101"), ONE, false),
                        2L, leg -> leg.cancel(leg.openOrder(0).intent()),
                        3L, leg -> leg.placeStopMarket(BUY, price("103"), ONE, false)));
        assertThat(Drill.answers(run)).containsExactly("ACCEPTED 1", "CANCELED 1 REQUESTED 0", "ACCEPTED 2");
        assertThat(refusals(run)).isEmpty();
    }

    private static void stops(StrategyContext leg) {
        stop(leg, TriggerSource.LAST, "101", BUY);
        stop(leg, TriggerSource.MARK, "99", SELL);
        stop(leg, TriggerSource.LAST, "100", SELL);
        stop(leg, TriggerSource.LAST, "90", SELL);
    }

    private static void stop(StrategyContext leg, TriggerSource source, String trigger, Side side) {
        leg.placeConditional(
                Trigger.STOP, source, price(trigger), side, OrderType.MARKET, TimeInForce.GTC, Fixed8.NULL, ONE, false);
    }

    private static long price(String text) {
        return Fixed8.parse(text);
    }

    private static BacktestSettings settings(int openOrders) {
        return BacktestSettings.defaults()
                .withLimits(List.of(new BacktestSettings.RiskLimits("", 10 * ONE, Fixed8.parse("100000"), openOrders)));
    }

    private static List<Reason> refusals(Backtests.Result run) {
        RiskDecisionDecoder decision = new RiskDecisionDecoder();
        return run.records().stream()
                .filter(record -> record.templateId() == RiskDecisionDecoder.TEMPLATE_ID)
                .filter(record -> record.decode(decision).verdict() == Verdict.REFUSED)
                .map(record -> record.decode(decision).reason())
                .toList();
    }

    private static List<String> ends(Backtests.Result run) {
        return run.records().stream()
                .filter(record -> record.templateId() == OrderChangedDecoder.TEMPLATE_ID)
                .map(StopsInARunTest::end)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static String end(RecordView record) {
        OrderChangedDecoder changed = record.decode(new OrderChangedDecoder());
        boolean ended = changed.state() == OrderState.FILLED || changed.state() == OrderState.REJECTED;
        return ended ? changed.intent() + " " + changed.state() : "";
    }
}
