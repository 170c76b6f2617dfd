package io.onetape.backtest.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.onetape.backtest.latency.LatencyCurve;
import io.onetape.backtest.latency.LatencyRule;
import io.onetape.backtest.latency.LatencySettings;
import io.onetape.backtest.latency.RecordedLatencies;
import io.onetape.backtest.synthetic.SyntheticIncidents;
import io.onetape.backtest.synthetic.SyntheticMarket;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.ReplyKind;
import io.onetape.journal.schema.SubmitAmendDecoder;
import io.onetape.journal.schema.SubmitCancelDecoder;
import io.onetape.journal.schema.SubmitOrderDecoder;
import io.onetape.journal.schema.VenueReplyDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Latencies that are taken from a tape's own orders. */
class RecordedLatencyTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLISECOND = 1_000_000L;
    private static final long START = 1_760_000_000L * SECOND;

    private static Recording recording;

    @BeforeAll
    static void recordOnce() {
        recording = new Recording();
        new SyntheticMarket(1, 20 * SECOND, START, SyntheticIncidents.none()).writeTo(recording);
    }

    private static Backtests.Result run(LatencyRule entry, LatencyRule response) {
        return Backtests.run(recording, Backtests.marketMaker().withLatency(new LatencySettings(entry, response, 0)));
    }

    /** From 1 ms at the start to 21 ms at the end. */
    private static LatencyCurve rising() {
        LatencyCurve.Builder builder = new LatencyCurve.Builder();
        builder.add(START, MILLISECOND);
        builder.add(START + 20 * SECOND, 21 * MILLISECOND);
        return builder.build();
    }

    @Test
    void everyRequestAndAnswerTakesWhatTheLineSays() {
        LatencyCurve curve = rising();
        Backtests.Result run = run(LatencyRule.recorded(curve), LatencyRule.recorded(curve));
        Map<Long, Long> arrivals = new HashMap<>();
        long lastArrival = 0;
        int replies = 0;
        for (RecordView record : run.records()) {
            switch (record.templateId()) {
                case SubmitOrderDecoder.TEMPLATE_ID,
                        SubmitCancelDecoder.TEMPLATE_ID,
                        SubmitAmendDecoder.TEMPLATE_ID -> {
                    long sent = record.recordedAtNanos();
                    lastArrival = Math.max(lastArrival, sent + MILLISECOND + (sent - START + 500) / 1_000);
                    arrivals.put(record.sequence(), lastArrival);
                }
                case VenueReplyDecoder.TEMPLATE_ID -> {
                    VenueReplyDecoder reply = record.decode(new VenueReplyDecoder());
                    long answered = reply.exchangeNanos();
                    if (reply.kind() != ReplyKind.EXPIRED) {
                        assertThat(answered).isCloseTo(arrivals.get(record.causedBy()), within(1L));
                    }
                    assertThat(record.recordedAtNanos()).isEqualTo(answered + curve.at(answered));
                    replies++;
                }
                default -> {} // not on the way
            }
        }
        assertThat(replies).isGreaterThan(50);
    }

    @Test
    void theVenueAnswersTheSameAgain() {
        SimulationCheck check = new SimulationCheck(run(LatencyRule.recorded(rising()), LatencyRule.recorded(rising()))
                .tape());
        assertThat(check.run()).isEmpty();
        assertThat(check.compared()).isGreaterThan(50);
        SimulationCheck mixed =
                new SimulationCheck(run(LatencyRule.constant(3 * MILLISECOND), LatencyRule.recorded(rising()))
                        .tape());
        assertThat(mixed.run()).isEmpty();
        assertThat(mixed.compared()).isGreaterThan(50);
    }

    @Test
    void theOrdersOfARunSayWhatItsLatenciesWere() {
        Backtests.Result run = run(LatencyRule.constant(3 * MILLISECOND), LatencyRule.constant(7 * MILLISECOND));
        RecordedLatencies found = RecordedLatencies.of(run.tape(), 0);
        assertThat(found.entry().size()).isGreaterThan(20);
        assertThat(found.negative()).isZero();
        for (RecordView record : run.records()) {
            assertThat(found.entry().at(record.recordedAtNanos())).isEqualTo(3 * MILLISECOND);
            assertThat(found.response().at(record.recordedAtNanos())).isEqualTo(7 * MILLISECOND);
        }
        BacktestSummary again = run(LatencyRule.recorded(found.entry()), LatencyRule.recorded(found.response()))
                .summary();
        assertThat(again.fills()).isEqualTo(run.summary().fills()).isPositive();
        assertThat(again.netPnl()).isEqualTo(run.summary().netPnl());
        assertThat(again.events())
                .isEqualTo(run.summary().events()
                        + found.entry().records()
                        + found.response().records());
        assertThat(RecordedLatencies.of(recording.tape(), 0).entry().isEmpty()).isTrue();
        assertThat(RecordedLatencies.of(run.tape(), 4 * MILLISECOND).negative())
                .isPositive(); // answered before it was asked
    }

    @Test
    void twiceTheLatencyMovesTheFirstReplyByExactlyThatMuch() {
        long once = firstReply(run(LatencyRule.constant(4 * MILLISECOND), LatencyRule.constant(6 * MILLISECOND))
                .records());
        long entryTwice = firstReply(run(LatencyRule.constant(8 * MILLISECOND), LatencyRule.constant(6 * MILLISECOND))
                .records());
        long bothTwice = firstReply(run(LatencyRule.constant(8 * MILLISECOND), LatencyRule.constant(12 * MILLISECOND))
                .records());
        assertThat(entryTwice - once).isEqualTo(4 * MILLISECOND);
        assertThat(bothTwice - once).isEqualTo(10 * MILLISECOND);
    }

    private static long firstReply(List<RecordView> records) {
        return records.stream()
                .filter(record -> record.templateId() == VenueReplyDecoder.TEMPLATE_ID)
                .findFirst()
                .orElseThrow()
                .recordedAtNanos();
    }
}
