package io.onetape.backtest.likelive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.onetape.backtest.RefusedException;
import io.onetape.backtest.latency.LatencyRule;
import io.onetape.backtest.latency.LatencySettings;
import io.onetape.backtest.run.BacktestRun;
import io.onetape.backtest.run.BacktestSettings;
import io.onetape.backtest.run.Backtests;
import io.onetape.backtest.run.clock.ClockShift;
import io.onetape.backtest.run.clock.SourceScan;
import io.onetape.backtest.synthetic.SyntheticMarket;
import io.onetape.backtest.venue.QueueRule;
import io.onetape.backtest.venue.VenueSettings;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.tape.MemoryTape;
import io.onetape.journal.tape.Tape;
import io.onetape.services.Processors;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a session's orders were really filled, against what a simulation makes of the same requests. The sessions are backtests, so what was real is known. */
class LikeLiveTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_760_000_000L * SECOND;

    private static MemoryTape market;

    @BeforeAll
    static void aMarket() {
        market = new MemoryTape(1, BacktestRun.ROLL);
        int source = market.writer().define(SourceKind.OUTSIDE, "importer", START);
        long[] last = new long[1];
        new SyntheticMarket(4, 20 * SECOND, START).writeTo((RecordDraft fact, long nanos) -> {
            fact.source(source, ++last[0]);
            market.writer().append(fact.buffer(), fact.length(), source, nanos);
        });
    }

    private static MemoryTape session(QueueRule rule, LatencySettings latency) {
        BacktestSettings settings = Backtests.marketMaker();
        BacktestRun run =
                BacktestRun.prepare(market, settings.withVenue(venue(rule)).withLatency(latency));
        MemoryTape result = new MemoryTape(run.resultTapeId(), BacktestRun.ROLL);
        run.run(result, result.writer(), Processors.all(), record -> {}, sequence -> {});
        return result;
    }

    private static VenueSettings venue(QueueRule rule) {
        return BacktestSettings.defaults().venue().withQueueRule(rule);
    }

    private static Session read(Tape tape, ClockShift shift) {
        return Session.read(SourceScan.of(tape), shift);
    }

    @Test
    void theSameSimulationFillsEveryOrderAsItWas() {
        LatencySettings latency = new LatencySettings(LatencyRule.parse("2*feed+1ms"), LatencyRule.parse("feed"), 500);
        Session session = read(session(QueueRule.RISK_AVERSE, latency), ClockShift.AUTO);
        assertThat(session.kind()).isEqualTo(SessionKind.BACKTEST);
        assertThat(session.own().map(Session.Simulated::venue)).contains(venue(QueueRule.RISK_AVERSE));
        Fills simulated = session.simulate(venue(QueueRule.RISK_AVERSE), latency, 1);
        assertSame(session, simulated);

        Fills first = session.simulate(venue(QueueRule.FIRST), latency, 1);
        Comparison other = Comparison.of(session, first);
        assertThat(other.onlySimulated()).isPositive();
        assertThat(other.bothFilled() + other.onlyReal() + other.onlySimulated() + other.neither())
                .isEqualTo(session.orders().size());
        assertThat(other.squaredError()).isPositive();
        assertThat(first.netPnl(session.marks()))
                .isNotEqualByComparingTo(session.real().netPnl(session.marks()));
    }

    @Test
    void aLiveSessionsClockIsShifted() {
        LatencySettings latency = LatencySettings.constant(3_000_000, 7_000_000);
        MemoryTape live = AsLive.of(session(QueueRule.RISK_AVERSE, latency), -SECOND);
        Session session = read(live, ClockShift.by(SECOND));
        assertThat(session.kind()).isEqualTo(SessionKind.LIVE);
        assertThat(session.own()).isEmpty();
        assertSame(session, session.simulate(venue(QueueRule.RISK_AVERSE), latency, 1));
        assertThatThrownBy(() -> read(live, ClockShift.NONE)).isInstanceOf(RefusedException.class);
    }

    private static void assertSame(Session session, Fills simulated) {
        Comparison same = Comparison.of(session, simulated);
        assertThat(same.bothFilled()).isGreaterThan(20);
        assertThat(same.neither()).isPositive();
        assertThat(same.squaredError()).isZero();
        assertThat(same.waitError()).isZero();
        for (int i = 0; i < session.orders().size(); i++) {
            assertThat(simulated.of(i))
                    .as(session.orders().get(i).name())
                    .isEqualTo(session.real().of(i));
        }
        assertThat(simulated.netPnl(session.marks()))
                .isEqualByComparingTo(session.real().netPnl(session.marks()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"risk-averse", "power:3", "last", "first"})
    void theModelThatMadeTheFillsIsFound(String model) {
        LatencySettings latency = LatencySettings.constant(3_000_000, 7_000_000);
        Session session = read(session(QueueRule.parse(model), latency), ClockShift.AUTO);
        LatencySamples samples = LatencySamples.of(session);
        assertThat(samples.entry().rule().toText()).isEqualTo("3ms");
        assertThat(samples.response().rule().toText()).isEqualTo("7ms");
        assertThat(samples.entry().p95()).isEqualTo(3_000_000);
        LatencySettings fitted =
                new LatencySettings(samples.entry().rule(), samples.response().rule(), 0);
        QueueFit fit = QueueFit.of(session, venue(QueueRule.RISK_AVERSE), fitted, 1, done -> {});
        QueueFit.Line best = fit.lines().get(0);
        assertThat(best.comparison().squaredError()).isZero();
        assertThat(best.comparison().waitError()).isZero();
        List<QueueRule> found = new ArrayList<>(fit.asGood()); // this market cannot tell all apart
        found.add(fit.best());
        assertThat(found).contains(QueueRule.parse(model));
        if (model.equals("last") || model.equals("first")) {
            assertThat(found).hasSize(1);
        }
        assertThat(fit.lines()).hasSameSizeAs(QueueFit.MODELS);
        assertThat(fit.lines().get(fit.lines().size() - 1).comparison().squaredError())
                .isPositive();
    }

    @Test
    void latenciesThatFollowTheFeedAreFoundAsAMultiple() {
        LatencySettings latency =
                new LatencySettings(LatencyRule.parse("1.5*feed+500us"), LatencyRule.parse("2*feed"), 0);
        LatencySamples samples = LatencySamples.of(read(session(QueueRule.RISK_AVERSE, latency), ClockShift.AUTO));
        assertThat(samples.entry().followsFeed()).isTrue();
        assertThat(samples.entry().multiple()).isCloseTo(1.5, within(0.1));
        assertThat(samples.entry().constantNanos()).isCloseTo(500_000, within(200_000L));
        assertThat(samples.response().multiple()).isCloseTo(2, within(0.1));
    }

    @Test
    void aLineThatNoLatencyCanBeIsNotTaken() {
        long[] feed = new long[30];
        long[] slow = new long[30];
        long[] steep = new long[30];
        for (int i = 0; i < 30; i++) {
            feed[i] = 1_000L + i;
            slow[i] = 70_000_000_000L + 2L * feed[i];
            steep[i] = 2_000L * feed[i];
        }
        assertThat(LatencyFit.of(feed, slow).constantNanos()).isGreaterThan(60_000_000_000L);
        assertThat(LatencyFit.of(feed, slow).rule().toText()).isEqualTo("60s");
        assertThat(LatencyFit.of(feed, steep).multiple()).isGreaterThan(1_000);
        assertThat(LatencyFit.of(feed, steep).rule()).isEqualTo(LatencyRule.constant(2_028_000));
    }

    @Test
    void percentilesAndTheLineAreThoseOfTheirDefinitions() {
        LatencyFit fit = LatencyFit.of(new long[] {1, 2, 3, 4}, new long[] {5, 7, 9, 11});
        assertThat(fit.multiple()).isEqualTo(2);
        assertThat(fit.constantNanos()).isEqualTo(3);
        assertThat(fit.explained()).isEqualTo(1);
        assertThat(fit.p50()).isEqualTo(7);
        assertThat(fit.p95()).isEqualTo(11);
        assertThat(fit.followsFeed()).as("four samples are too few").isFalse();
        assertThat(fit.rule()).isEqualTo(LatencyRule.constant(7));
        LatencyFit falling = LatencyFit.of(new long[] {1, 2, 3}, new long[] {9, 6, 3});
        assertThat(falling.multiple()).isZero();
        assertThat(falling.constantNanos()).isEqualTo(6);
        LatencyFit throughZero = LatencyFit.of(new long[] {10, 20}, new long[] {10, 30});
        assertThat(throughZero.constantNanos()).isZero();
        assertThat(throughZero.multiple()).isEqualTo(1.4); // (10·10 + 20·30) / (10² + 20²)
    }

    @Test
    void anOrdersFillsAddUp() {
        Filled filled = Filled.NOTHING
                .and(Fixed8.parse("100"), Fixed8.parse("1"), 5, 30)
                .and(Fixed8.parse("101"), Fixed8.parse("2"), -2, 40);
        assertThat(Fixed8.toString(filled.averagePrice())).isEqualTo("100.66666667");
        assertThat(filled.quantity()).isEqualTo(Fixed8.parse("3"));
        assertThat(filled.fees()).isEqualTo(3);
        assertThat(filled.firstNanos()).isEqualTo(30);
    }
}
