package io.onetape.backtest.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.onetape.backtest.metrics.figure.Curve;
import io.onetape.backtest.metrics.figure.DayReturn;
import io.onetape.backtest.metrics.figure.Drawdown;
import io.onetape.backtest.metrics.figure.Latencies;
import io.onetape.backtest.metrics.figure.Markouts;
import io.onetape.backtest.metrics.figure.PnlByCause;
import io.onetape.backtest.metrics.figure.QueueFigures;
import io.onetape.backtest.metrics.figure.RoundTrips;
import io.onetape.backtest.metrics.figure.Trading;
import io.onetape.backtest.metrics.json.RunMetricsJson;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.Liquidity;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.ReplyKind;
import io.onetape.journal.schema.Side;
import io.onetape.journal.schema.Trigger;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** Each formula by hand, over a tape by hand. */
class RunMetricsTest {
    private static final long MILLISECOND = 1_000_000L;

    /** Maker -0.00005 and taker 0.0007 on 0.01 at 60,000; funding of 1 at mark 60,000 and rate 0.0001. */
    @Test
    void feesAndFundingOfTheRules() {
        RunMetrics metrics = new GivenTape()
                .mark(0, "60000")
                .fill(10, 10, 1, Side.BUY, Liquidity.MAKER, "60000", "0.01", "-0.03")
                .fill(20, 20, 2, Side.BUY, Liquidity.TAKER, "60000", "0.01", "0.42")
                .fill(30, 30, 3, Side.BUY, Liquidity.TAKER, "60000", "0.98", "0")
                .funding(40, "-6")
                .metrics();
        assertThat(Fixed8.toString(metrics.equity().fees())).isEqualTo("0.39");
        assertThat(Fixed8.toString(metrics.equity().funding())).isEqualTo("-6");
        assertThat(Fixed8.toString(metrics.equity().net())).isEqualTo("-6.39");
        assertThat(metrics.causes().residual()).isZero();
        assertThat(metrics.causes().markFrom()).isEqualTo("VENUE");
        assertThat(metrics.trading().makerRatioByCount().value()).isCloseTo(1.0 / 3, within(1e-15));
        assertThat(metrics.trading().makerRatioByNotional().value()).isEqualTo(0.01);
        assertThat(metrics.equity().edgeBps().value()).isCloseTo(-6.39 / 60_000 * 10_000, within(1e-12));
    }

    @Test
    void theDrawdownIsFromThePeakToTheDeepestPointAndLastsUntilThePeakIsReachedAgain() {
        GivenTape tape = new GivenTape()
                .mark(0, "100")
                .fill(10, 10, 1, Side.BUY, "100", "1", "0")
                .mark(1_000, "110")
                .tick(1_500)
                .mark(2_000, "104")
                .mark(3_000, "105");
        Drawdown open = tape.metrics().drawdown();
        assertThat(Fixed8.toString(open.money())).isEqualTo("6");
        assertThat(Fixed8.toString(open.peakEquity())).isEqualTo("100010");
        assertThat(open.ofPeak().value()).isCloseTo(6 / 100_010.0, within(1e-15));
        assertThat(open.peakNanos()).isEqualTo(GivenTape.START + 1_500 * MILLISECOND);
        assertThat(open.troughNanos()).isEqualTo(GivenTape.START + 2_000 * MILLISECOND);
        assertThat(open.recovered()).isFalse();
        assertThat(open.durationNanos()).isEqualTo(1_500 * MILLISECOND);

        Drawdown recovered =
                tape.mark(4_000, "112").mark(4_500, "111").metrics().drawdown();
        assertThat(recovered.recovered()).isTrue();
        assertThat(Fixed8.toString(recovered.money())).isEqualTo("6");
        assertThat(recovered.durationNanos()).isEqualTo(2_500 * MILLISECOND);

        Drawdown deeper = tape.mark(5_000, "100").tick(9_000).metrics().drawdown();
        assertThat(Fixed8.toString(deeper.money())).isEqualTo("12");
        assertThat(deeper.peakNanos()).isEqualTo(GivenTape.START + 4_000 * MILLISECOND);
        assertThat(deeper.durationNanos()).isEqualTo(5_000 * MILLISECOND);
    }

    @Test
    void withoutAFallThereIsNoDrawdown() {
        Drawdown none = new GivenTape().mark(0, "100").tick(50).metrics().drawdown();
        assertThat(none.money()).isZero();
        assertThat(none.durationNanos()).isZero();
        assertThat(none.recovered()).isTrue();
    }

    /**
     * A long trip of 1 from 100 to 110 with fees of 0.1 + 0.1; the fill that ends it opens a short of 2 at 110 with the fee's other 0.2, back at 115 with
     * fees of 0.2 and funding of -1: 9.8 and -11.4. The last position stays open.
     */
    @Test
    void roundTripsGoFromFlatToFlat() {
        RoundTrips trips = new GivenTape()
                .mark(0, "100")
                .fill(10, 10, 1, Side.BUY, "100", "1", "0.1")
                .fill(1_010, 1_010, 2, Side.SELL, "110", "3", "0.3")
                .funding(1_500, "-1")
                .fill(4_010, 4_010, 3, Side.BUY, "115", "2", "0.2")
                .fill(5_000, 5_000, 4, Side.BUY, "100", "1", "0.1")
                .metrics()
                .roundTrips();
        assertThat(trips.count()).isEqualTo(2);
        assertThat(trips.wins()).isEqualTo(1);
        assertThat(trips.losses()).isEqualTo(1);
        assertThat(trips.open()).isEqualTo(1);
        assertThat(trips.winRate().value()).isEqualTo(0.5);
        assertThat(Fixed8.toString(trips.averageWin().value())).isEqualTo("9.8");
        assertThat(Fixed8.toString(trips.averageLoss().value())).isEqualTo("-11.4");
        assertThat(trips.payoff().value()).isCloseTo(9.8 / 11.4, within(1e-12));
        assertThat(Fixed8.toString(trips.expectancy().value())).isEqualTo("-0.8");
        assertThat(trips.meanHoldNanos().value()).isEqualTo(2_000.0 * MILLISECOND);
        assertThat(trips.worst()).hasSize(2);
        assertThat(trips.worst().get(0).order()).isEqualTo("mm1-2");
        assertThat(Fixed8.toString(trips.worst().get(0).largest())).isEqualTo("-2");
        assertThat(Fixed8.toString(trips.worst().get(0).funding())).isEqualTo("-1");
    }

    private static GivenTape beforeTheFill() {
        return new GivenTape().mid(0, "100").mid(1_000, "100.01");
    }

    private static GivenTape afterTheFill(GivenTape tape) {
        return tape.mid(1_100, "99.95")
                .mid(1_999, "99.9")
                .mid(2_001, "100.2")
                .gap(5_000)
                .mid(6_000, "101")
                .depth(11_500);
    }

    /** The mid right before a fill is of the time strictly before; at a horizon it is of that time. A horizon over a gap or the end is left out. */
    @Test
    void markoutsAreOfTheMidsAfterTheFill() {
        GivenTape tape = beforeTheFill().fill(1_010, 1_000, 1, Side.BUY, "99.99", "2", "0");
        thenMarkouts(afterTheFill(tape).metrics());
    }

    @Test
    void aFillThatIsHeardOfLateStandsWhereItHappened() {
        GivenTape tape = beforeTheFill().mid(1_100, "99.95").mid(1_999, "99.9").mid(2_001, "100.2");
        tape.fill(3_000, 1_000, 1, Side.BUY, "99.99", "2", "0");
        thenMarkouts(tape.gap(5_000).mid(6_000, "101").depth(11_500).metrics());
    }

    @Test
    void aFillThatIsHeardOfBeforeTheBookWaitsForIt() {
        GivenTape tape = new GivenTape().mid(0, "100").fill(1_000, 1_000, 1, Side.BUY, "99.99", "2", "0");
        thenMarkouts(afterTheFill(tape.mid(1_000, "100.01")).metrics());
    }

    private static void thenMarkouts(RunMetrics metrics) {
        Markouts.Group buys = group(metrics, "MAKER", "BUY");
        assertThat(buys.fills()).isEqualTo(1);
        assertThat(buys.capture().bps().value()).isCloseTo(10_000 * 0.01 / 99.99, within(1e-9));
        assertThat(buys.capture().low().reason()).isEqualTo("expected 10 blocks of 5 minutes, found 1");
        Markouts.Horizon tenth = buys.horizons().get(0);
        assertThat(tenth.markout().bps().value()).isCloseTo(10_000 * -0.04 / 99.99, within(1e-9));
        assertThat(tenth.adverse().bps().value()).isCloseTo(10_000 * 0.05 / 99.99, within(1e-9));
        assertThat(buys.horizons().get(1).markout().bps().value()).isCloseTo(10_000 * -0.09 / 99.99, within(1e-9));
        Markouts.Horizon ten = buys.horizons().get(2);
        assertThat(ten.markout().fills()).isZero();
        assertThat(ten.overGap()).isEqualTo(1);
        assertThat(buys.horizons().get(3).overEnd()).isEqualTo(1);
        assertThat(group(metrics, "TAKER", "ALL").fills()).isZero();
        assertThat(group(metrics, "ALL", "ALL").capture()).isEqualTo(buys.capture());

        PnlByCause causes = metrics.causes();
        assertThat(causes.capture()).isEqualByComparingTo("0.02");
        assertThat(causes.midMove()).isEqualByComparingTo("2");
        assertThat(causes.basis()).isEqualByComparingTo("0");
        assertThat(causes.total()).isEqualByComparingTo("2.02");
        assertThat(causes.residual()).isZero();
        assertThat(causes.markFrom()).isEqualTo("MID");
    }

    private static Markouts.Group group(RunMetrics metrics, String liquidity, String side) {
        return metrics.markouts().groups().stream()
                .filter(group ->
                        group.liquidity().equals(liquidity) && group.side().equals(side))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theBasisIsWhatTheMarkIsAwayFromTheMid() {
        PnlByCause causes = new GivenTape()
                .mid(0, "100")
                .mark(1, "100.5")
                .fill(10, 10, 1, Side.SELL, "100.1", "3", "0.2")
                .mid(20, "100.3")
                .metrics()
                .causesBySymbol()
                .get(0);
        assertThat(causes.capture()).isEqualByComparingTo("0.3");
        assertThat(causes.midMove()).isEqualByComparingTo("-0.9");
        assertThat(causes.basis()).isEqualByComparingTo("-0.6");
        assertThat(causes.fees()).isEqualByComparingTo("0.2");
        assertThat(causes.total()).isEqualByComparingTo("-1.4");
        assertThat(causes.residual()).isEqualByComparingTo(BigDecimal.ZERO);
    }

    @Test
    void withoutABookAFillsOwnPriceStandsForTheMid() {
        PnlByCause causes = new GivenTape()
                .fill(10, 10, 1, Side.BUY, "100", "1", "0")
                .fill(20, 20, 2, Side.BUY, "103", "1", "0")
                .mid(30, "104")
                .metrics()
                .causes();
        assertThat(causes.withoutMid()).isEqualTo(2);
        assertThat(causes.capture()).isEqualByComparingTo("0");
        assertThat(causes.total()).isEqualByComparingTo("5");
        assertThat(causes.residual()).isEqualByComparingTo("0");
    }

    /** Order 1 is filled a second after it joined, order 2 canceled, order 3 rejected; the entry takes 10 ms, the answer 15 ms. */
    @Test
    void ordersAreFollowedFromTheirSubmitToTheirEnd() {
        RunMetrics metrics = new GivenTape()
                .mid(0, "100")
                .submit(0, 1, Side.BUY, "99", "2")
                .reply(25, 10, 1, ReplyKind.ACCEPTED, Reason.NONE, "5")
                .submit(100, 2, Side.BUY, "98", "4")
                .reply(125, 110, 2, ReplyKind.ACCEPTED, Reason.NONE, "7")
                .submit(200, 3, Side.SELL, "101", "1")
                .reply(225, 210, 3, ReplyKind.REJECTED, Reason.POST_ONLY_WOULD_CROSS, "")
                .cancel(500, 2)
                .reply(525, 510, 2, ReplyKind.CANCELED, Reason.REQUESTED, "")
                .fill(1_025, 1_010, 1, Side.BUY, "99", "2", "0")
                .metrics();
        Trading trading = metrics.trading();
        assertThat(trading.submitted()).isEqualTo(3);
        assertThat(trading.acknowledged()).isEqualTo(2);
        assertThat(trading.fillRatio().value()).isEqualTo(2.0 / 6);
        assertThat(trading.rejectRate().value()).isEqualTo(1.0 / 3);
        assertThat(trading.cancelsPerFill().value()).isEqualTo(1);
        assertThat(trading.rejections()).containsEntry("POST_ONLY_WOULD_CROSS", 1L);
        QueueFigures queue = metrics.queueBySymbol().get("BTCUSDT");
        assertThat(Fixed8.toString(queue.aheadAtAcceptance().max())).isEqualTo("7");
        assertThat(Fixed8.toString(queue.aheadAtFill().max())).isEqualTo("0.5");
        assertThat(queue.firstFill().events()).isEqualTo(1);
        assertThat(queue.firstFill().censored()).isEqualTo(1);
        assertThat(queue.firstFill().median().value()).isEqualTo(1_000.0 * MILLISECOND);
        for (Latencies.Row row : metrics.latencies().rows()) {
            long expected = switch (row.stage()) {
                case ENTRY -> 10 * MILLISECOND;
                case ACK, FILL -> 15 * MILLISECOND;
                default -> 0;
            };
            assertThat(row.nanos().max()).as(row.stage().name()).isEqualTo(expected);
        }
    }

    /** Its price is reached after nine seconds; it waits in the queue for one. */
    @Test
    void aConditionalOrderIsInTheQueueFromItsTriggerOn() {
        RunMetrics metrics = new GivenTape()
                .mid(0, "100")
                .submit(0, 1, Trigger.STOP, Side.BUY, "101", "2")
                .reply(10, 10, 1, ReplyKind.ACCEPTED, Reason.NONE, "")
                .submit(20, 2, Trigger.STOP, Side.BUY, "105", "2")
                .reply(30, 30, 2, ReplyKind.ACCEPTED, Reason.NONE, "")
                .reply(9_000, 9_000, 1, ReplyKind.TRIGGERED, Reason.NONE, "")
                .fill(10_000, 10_000, 1, Side.BUY, "101", "2", "0")
                .metrics();
        QueueFigures queue = metrics.queueBySymbol().get("BTCUSDT");
        assertThat(queue.firstFill().orders()).isEqualTo(1);
        assertThat(queue.firstFill().median().value()).isEqualTo(1_000.0 * MILLISECOND);
        assertThat(metrics.trading().acknowledged()).isEqualTo(2);
    }

    @Test
    void whatTheVenueLiquidatesIsInNoRatioOfOurOrders() {
        RunMetrics metrics = new GivenTape()
                .mid(0, "100")
                .submit(0, 1, Side.BUY, "99", "4")
                .reply(10, 10, 1, ReplyKind.ACCEPTED, Reason.NONE, "5")
                .fill(20, 20, 1, Side.BUY, "99", "2", "0")
                .liquidation(30, Side.SELL, "90", "2")
                .metrics();
        Trading trading = metrics.trading();
        assertThat(trading.fills()).isEqualTo(2);
        assertThat(trading.fillRatio().value()).isEqualTo(0.5);
        assertThat(trading.makerRatioByCount().value()).isEqualTo(1);
        assertThat(trading.makerRatioByNotional().value()).isEqualTo(1);
    }

    /** 2026-01-05, in whole days: +10, +10, -30. The tape ends half a minute before midnight. */
    @Test
    void daysAreBetweenMidnights() {
        long day = 86_400_000L;
        RunMetrics metrics = new GivenTape(1_767_571_200_000_000_000L)
                .mark(0, "100")
                .fill(1_000, 1_000, 1, Side.BUY, "100", "1", "0")
                .mark(day - 60_000, "110")
                .mark(day + 12 * 3_600_000, "120")
                .mark(2 * day, "90")
                .tick(3 * day - 30_000)
                .metrics();
        assertThat(metrics.days())
                .containsExactly(
                        new DayReturn(20_458, Fixed8.parse("10"), 10 / 100_000.0),
                        new DayReturn(20_459, Fixed8.parse("10"), 10 / 100_000.0),
                        new DayReturn(20_460, Fixed8.parse("-30"), -30 / 100_000.0));
        assertThat(metrics.sharpe().value().reason()).isEqualTo("expected 30 whole days, found 3");
    }

    @Test
    void aDayThatIsNotWholeIsLeftOut() {
        assertThat(new GivenTape()
                        .mark(0, "100")
                        .tick(20 * 3_600_000L)
                        .metrics()
                        .days())
                .isEmpty();
    }

    /** Turnover of 200 over a capital of 100,000 in half a day. */
    @Test
    void turnoverIsOfTheCapitalAndADay() {
        RunMetrics metrics = new GivenTape()
                .mark(0, "100")
                .fill(10, 10, 1, Side.BUY, "100", "2", "0")
                .tick(43_200_000L)
                .metrics();
        assertThat(metrics.equity().turnoverPerDay().value()).isCloseTo(0.004, within(1e-15));
    }

    @Test
    void theCurveKeepsWhatLiesBetweenItsPoints() {
        RunMetrics metrics = new GivenTape()
                .mark(0, "100")
                .fill(10, 10, 1, Side.BUY, "100", "1", "0")
                .mark(100, "90")
                .mark(200, "101")
                .mark(1_500, "103")
                .tick(2_000)
                .metrics();
        Curve curve = metrics.curve();
        assertThat(curve.firstNanos()).isEqualTo(GivenTape.START);
        assertThat(curve.net()).containsExactly(0L, Fixed8.ONE, 3 * Fixed8.ONE);
        assertThat(curve.lowest()).containsExactly(0L, -10 * Fixed8.ONE, Fixed8.ONE);
        assertThat(curve.drawdown()).containsExactly(0L, 10 * Fixed8.ONE, 0L);
        assertThat(curve.inventory().get(0).position()).containsExactly(0L, Fixed8.ONE, Fixed8.ONE);
    }

    /** Two hours in seconds are more than 4,096 points: the step is five seconds then, and the deepest point is still there. */
    @Test
    void aLongCurveHasALargerStep() {
        GivenTape tape = new GivenTape().mark(0, "100").fill(10, 10, 1, Side.BUY, "100", "1", "0");
        tape.mark(3_000_100, "60").mark(3_000_200, "100");
        for (int second = 3_600; second <= 7_200; second += 60) {
            tape.tick(second * 1_000L);
        }
        Curve curve = tape.metrics().curve();
        assertThat(curve.stepNanos()).isEqualTo(5_000 * MILLISECOND);
        assertThat(curve.net()).hasSize(1_441);
        assertThat(curve.lowest().get(601)).isEqualTo(-40 * Fixed8.ONE);
        assertThat(curve.lowest().get(600)).isZero();
    }

    @Test
    void aTapeWithoutOrdersHasNoFiguresAndSaysWhy() {
        RunMetrics metrics = new GivenTape().mid(0, "100").metrics();
        assertThat(metrics.equity().edgeBps().reason()).isEqualTo("no fill");
        assertThat(metrics.trading().fillRatio().reason()).isEqualTo("no order was acknowledged");
        assertThat(metrics.causes().residual()).isZero();
        assertThat(RunMetricsJson.text(metrics)).contains("\"equity.edgeBps\" : \"no fill\"");
    }
}
