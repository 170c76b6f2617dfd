package io.onetape.services.ops.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.onetape.journal.record.RecordView;
import io.prometheus.client.CollectorRegistry;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class TapeMetricsTest {
    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000_000;
    private static final long T = 1_704_067_200_000_000_000L;
    private static final String DEPTH =
            "DepthUpdate instrument=1 firstUpdateId=1 lastUpdateId=1 bids= asks= receivedNanos=";

    private final AtomicLong clock = new AtomicLong();
    private final TapeMetrics metrics = new TapeMetrics(clock::get);
    private final CollectorRegistry registry = new CollectorRegistry();
    private final TapeText tape = new TapeText(metrics);

    TapeMetricsTest() {
        registry.register(metrics);
    }

    /** Market event, book, signal, request, verdict, submit, acknowledgement: with these times between. */
    private void chain(int intent, long receivedNanos, long at) {
        long depth = tape.add(DEPTH + receivedNanos, at, 0);
        long top = tape.add("BookTop instrument=1 status=VALID", at + 40 * MICRO, depth);
        tape.add("Signal strategy=mm1 name=skew", at + 100 * MICRO, top);
        long request = tape.add("OrderRequested instrument=1 mm1-" + intent, at + 100 * MICRO, top);
        long verdict = tape.add("RiskDecision mm1-" + intent + " verdict=PASSED", at + 200 * MICRO, request);
        long submit = tape.add("SubmitOrder mm1-" + intent + " attempt=1", at + 2_100 * MICRO, verdict);
        tape.add("VenueReply mm1-" + intent + " attempt=1 kind=ACCEPTED", at + 30 * MILLI, submit);
    }

    @Test
    void everyStageIsMeasuredByTheTapesOwnTimesAndCauses() {
        chain(1, T - 10 * MICRO, T);
        assertQuantile("market_data_ingestion_latency_us", 50);
        assertQuantile("strategy_decision_latency_us", 60);
        assertQuantile("order_submission_latency_ms", 2);
        assertQuantile("order_ack_latency_ms", 27.9);
        assertQuantile("end_to_end_latency_ms", 30.01);
        assertThat(value("latencies_left_out")).isZero();
    }

    private void assertQuantile(String name, double expected) {
        for (String quantile : List.of("0.5", "0.95", "0.99")) {
            assertThat(registry.getSampleValue(name, new String[] {"quantile"}, new String[] {quantile}))
                    .as(name)
                    .isCloseTo(expected, within(expected / 500));
        }
        assertThat(value(name + "_count")).as(name).isEqualTo(1);
        assertThat(value(name + "_sum")).as(name).isCloseTo(expected, within(expected / 500));
    }

    @Test
    void percentilesAreOfTheLastMinutesAndBucketsOfEverything() {
        for (int i = 1; i <= 100; i++) {
            tape.add("BookTop instrument=1 status=VALID", T + i * MICRO, tape.add(DEPTH + T, T, 0));
        }
        String name = "market_data_ingestion_latency_us";
        assertThat(quantile(name, "0.5")).isCloseTo(50, within(0.5));
        assertThat(quantile(name, "0.95")).isCloseTo(95, within(0.5));
        assertThat(quantile(name, "0.99")).isCloseTo(99, within(0.5));
        assertThat(bucket(name, "10.0")).isEqualTo(10);
        assertThat(bucket(name, "50.0")).isEqualTo(50);
        assertThat(bucket(name, "+Inf")).isEqualTo(100);

        clock.addAndGet(61_000 * MILLI);
        tape.add("BookTop instrument=1 status=VALID", T + 700 * MICRO, tape.add(DEPTH + T, T, 0));
        assertThat(quantile(name, "0.5")).isCloseTo(51, within(0.5));
        clock.addAndGet(61_000 * MILLI);
        assertThat(quantile(name, "0.5")).isCloseTo(700, within(1.0));
        clock.addAndGet(121_000 * MILLI);
        assertThat(quantile(name, "0.5")).isNaN();
        assertThat(bucket(name, "500.0")).isEqualTo(100);
        assertThat(bucket(name, "1000.0")).isEqualTo(101);
        assertThat(value(name + "_histogram_count")).isEqualTo(101);
    }

    @Test
    void stampsOfAnotherDayCountFromWhenTheyWereRecorded() {
        chain(1, T - 86_400_000 * MILLI, T);
        assertThat(quantile("market_data_ingestion_latency_us", "0.5")).isCloseTo(40, within(0.1));
        assertThat(quantile("end_to_end_latency_ms", "0.5")).isCloseTo(30, within(0.1));
    }

    @Test
    void noReplyIsNoAcknowledgementARejectionIsButPlacesNothing() {
        long submit = tape.add("SubmitOrder mm1-1 attempt=1", T, tape.add(DEPTH + T, T, 0));
        tape.add("VenueReply mm1-1 attempt=1 kind=NO_REPLY", T + 5 * MILLI, submit);
        assertThat(value("order_ack_latency_ms_count")).isZero();
        tape.add("VenueReply mm1-1 attempt=2 kind=ACCEPTED", T + 6 * MILLI, submit);
        assertThat(value("order_ack_latency_ms_count")).isZero();
        tape.add("VenueReply mm1-1 attempt=1 kind=REJECTED", T + 7 * MILLI, submit);
        tape.add("VenueReply mm1-1 attempt=1 kind=REJECTED", T + 8 * MILLI, submit);
        assertThat(value("order_ack_latency_ms_count")).isEqualTo(1);
        assertThat(value("end_to_end_latency_ms_count")).isZero();
    }

    @Test
    void thingsAreCounted() {
        chain(1, T, T);
        tape.add("TradePrint instrument=1", T, 0);
        tape.add("QuoteUpdate instrument=1", T, 0);
        tape.add("AlertRaised severity=CRITICAL name=x", T, 0);
        tape.add("Fill mm1-1 liquidity=MAKER", T, 0);
        tape.add("Fill mm1-1 liquidity=TAKER", T, 0);
        tape.add("Fill mm1-1 liquidity=MAKER", T, 0);
        assertThat(value("market_data_events_total")).isEqualTo(3);
        assertThat(value("strategy_signals_total")).isEqualTo(1);
        assertThat(value("orders_submitted_total")).isEqualTo(1);
        assertThat(value("fills_total")).isEqualTo(3);
        assertThat(value("alerts_total")).isEqualTo(1);
        assertThat(value("maker_fill_ratio_pct")).isCloseTo(66.67, within(0.01));
        assertThat(value("tape_sequence")).isEqualTo(13);
        assertThat(value("fills_per_sec")).isZero();
        clock.addAndGet(2_000 * MILLI);
        for (int i = 0; i < 10; i++) {
            tape.add("Fill mm1-1 liquidity=MAKER", T, 0);
        }
        assertThat(value("fills_per_sec")).isEqualTo(5);
    }

    @Test
    void theAccountsMoneyIsWhatItsLastRecordSays() {
        assertThat(value("pnl_usdt")).isNaN();
        tape.add(
                "AccountChanged balance=1007 available=900 equity=1002 realizedPnl=10 unrealizedPnl=-5 dailyPnl=2 fees=4"
                        + " funding=1 marginRatio=null leverage=0.5 dailyDrawdown=10 maximumDrawdown=25",
                T,
                0);
        assertThat(value("realized_pnl_usdt")).isEqualTo(10);
        assertThat(value("unrealized_pnl_usdt")).isEqualTo(-5);
        assertThat(value("pnl_usdt")).isEqualTo(2);
        assertThat(value("daily_pnl_usdt")).isEqualTo(2);
        assertThat(value("balance_usdt")).isEqualTo(1007);
        assertThat(value("equity_usdt")).isEqualTo(1002);
        assertThat(value("max_drawdown_pct")).isEqualTo(2.5); // of a capital of 1000
        assertThat(value("daily_drawdown_pct")).isEqualTo(1);
        assertThat(value("margin_ratio")).isNaN();
        assertThat(value("leverage_ratio")).isEqualTo(0.5);
    }

    @Test
    void theSharpeRatioIsOfReturnsFromMinuteToMinute() {
        long minute = 60_000 * MILLI;
        tape.add("AccountChanged equity=1000", T, 0);
        tape.add("AccountChanged equity=5000", T + MILLI, 0); // within the minute
        tape.add("AccountChanged equity=1010", T + minute, 0); // +1 %
        assertThat(value("sharpe_ratio")).isNaN();
        tape.add("AccountChanged equity=1010", T + 4 * minute, 0); // three times 0 %
        double deviation = Math.sqrt(0.0001 / 4 - 0.0025 * 0.0025);
        assertThat(value("sharpe_ratio")).isCloseTo(0.0025 / deviation * Math.sqrt(525_600), within(1e-6));
    }

    @Test
    void aReductionThatRealisesAProfitIsWon() {
        assertThat(value("win_rate_pct")).isNaN();
        position(1, "1", "0");
        position(1, "0.5", "3"); // won
        position(1, "0.5", "3"); // a payment: nothing
        position(1, "-1", "1"); // lost, and turned
        position(1, "-2", "1"); // more of it: nothing
        position(2, "-1", "0");
        position(2, "0", "1"); // won
        position(1, "0", "0"); // lost
        assertThat(value("win_rate_pct")).isEqualTo(50);
    }

    private void position(int instrument, String position, String realized) {
        tape.add(
                "PositionChanged instrument=" + instrument + " positionSide=BOTH position=" + position + " realizedPnl="
                        + realized,
                T,
                0);
    }

    @Test
    void rejectionsAreOfTheLastFiveMinutes() {
        long minute = 60_000 * MILLI;
        for (int i = 1; i <= 4; i++) {
            tape.add("SubmitOrder mm1-" + i + " attempt=1", T, 0);
        }
        tape.add("VenueReply mm1-1 attempt=1 kind=REJECTED", T, 0);
        assertThat(value("order_reject_rate_pct")).isEqualTo(25);
        tape.add("SubmitOrder mm1-9 attempt=1", T + 4 * minute, 0);
        assertThat(value("order_reject_rate_pct")).isEqualTo(20);
        tape.add("Tick wallNanos=1", T + 5 * minute, 0);
        assertThat(value("order_reject_rate_pct")).isZero();
    }

    @Test
    void circuitsFeedsHaltsAndReconciliationsAreShown() {
        assertThat(value("circuit_breaker_open")).isZero();
        tape.add("CircuitChanged state=OPEN circuit=a", T, 0);
        tape.add("CircuitChanged state=OPEN circuit=b", T, 0);
        tape.add("CircuitChanged state=HALF_OPEN circuit=a", T, 0);
        assertThat(value("circuit_breaker_open")).isEqualTo(1);
        tape.add("CircuitChanged state=CLOSED circuit=b", T, 0);
        assertThat(value("circuit_breaker_open")).isZero();

        assertThat(value("websocket_connected")).isNaN();
        tape.add("FeedStatusChanged instrument=1 status=CONNECTED", T, 0);
        tape.add("FeedStatusChanged instrument=2 status=DISCONNECTED", T, 0);
        assertThat(value("websocket_connected")).isZero();
        tape.add("FeedStatusChanged instrument=2 status=SYNCED", T, 0);
        assertThat(value("websocket_connected")).isEqualTo(1);

        tape.add("TradingHalted reason=REQUESTED state=HALTED", T, 0);
        assertThat(value("trading_halted")).isEqualTo(1);
        tape.add("TradingResumed detail=clean", T, 0);
        assertThat(value("trading_halted")).isZero();

        tape.add("ReconciliationFinished differences=2 detail=x", T, 0);
        assertThat(value("reconciliation_mismatch_count")).isEqualTo(2);
    }

    @Test
    void countingLeavesNoGarbage() {
        chain(1, T, T);
        position(1, "1", "0");
        tape.add("Fill mm1-1 liquidity=MAKER", T, 0);
        tape.add("FeedStatusChanged instrument=1 status=CONNECTED", T, 0);
        List<RecordView> records = List.copyOf(tape.records());
        for (int i = 0; i < 5_000; i++) {
            count(records);
        }
        ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 10_000; i++) {
            count(records);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                .as("bytes that %d records left behind", 10_000 * records.size())
                .isLessThan(10_000);
    }

    private void count(List<RecordView> records) {
        for (int i = 0; i < records.size(); i++) {
            metrics.onRecord(records.get(i));
        }
    }

    private double value(String name) {
        return registry.getSampleValue(name);
    }

    private double quantile(String name, String quantile) {
        return registry.getSampleValue(name, new String[] {"quantile"}, new String[] {quantile});
    }

    private double bucket(String name, String bound) {
        return registry.getSampleValue(name + "_histogram_bucket", new String[] {"le"}, new String[] {bound});
    }
}
