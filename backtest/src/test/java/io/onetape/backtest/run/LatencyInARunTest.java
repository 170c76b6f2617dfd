package io.onetape.backtest.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.backtest.RefusedException;
import io.onetape.backtest.latency.LatencyRule;
import io.onetape.backtest.latency.LatencySettings;
import io.onetape.backtest.run.clock.ExchangeTime;
import io.onetape.backtest.synthetic.SyntheticIncidents;
import io.onetape.backtest.synthetic.SyntheticMarket;
import io.onetape.backtest.venue.MarginTiers;
import io.onetape.backtest.venue.VenueSettings;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.FillDecoder;
import io.onetape.journal.schema.Flag;
import io.onetape.journal.schema.InstrumentDefinedDecoder;
import io.onetape.journal.schema.QuoteUpdateDecoder;
import io.onetape.journal.schema.ReplyKind;
import io.onetape.journal.schema.SubmitCancelDecoder;
import io.onetape.journal.schema.SubmitOrderDecoder;
import io.onetape.journal.schema.VenueReplyDecoder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What latencies do to a whole backtest. */
class LatencyInARunTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLISECOND = 1_000_000L;
    private static final long START = 1_760_000_000L * SECOND;

    private static Recording recording;

    @BeforeAll
    static void recordOnce() {
        recording = new Recording();
        new SyntheticMarket(1, 30 * SECOND, START, SyntheticIncidents.gapAt(10 * SECOND)).writeTo(recording);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 10, 20})
    void aReplyTakesExactlyBothLatencies(long millis) {
        Backtests.Result run = Backtests.run(
                recording,
                Backtests.marketMaker()
                        .withLatency(LatencySettings.constant(millis * MILLISECOND, 2 * millis * MILLISECOND)));
        List<RecordView> records = run.records();
        int replies = 0;
        for (RecordView record : records) {
            if (record.templateId() == VenueReplyDecoder.TEMPLATE_ID) {
                VenueReplyDecoder reply = record.decode(new VenueReplyDecoder());
                RecordView request = records.get((int) record.causedBy() - 1);
                assertThat(record.recordedAtNanos()).isEqualTo(reply.exchangeNanos() + 2 * millis * MILLISECOND);
                assertThat(reply.receivedNanos()).isEqualTo(record.recordedAtNanos());
                if (reply.kind() != ReplyKind.EXPIRED) {
                    replies++;
                    assertThat(reply.exchangeNanos()).isEqualTo(request.recordedAtNanos() + millis * MILLISECOND);
                }
                assertThat(request.templateId()).isIn(SubmitOrderDecoder.TEMPLATE_ID, SubmitCancelDecoder.TEMPLATE_ID);
            }
        }
        assertThat(replies).isGreaterThan(100);
        assertThat(new SimulationCheck(run.tape()).run()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 10", "10, 0"})
    void theVenueAnswersTheSameAgainAtAnyLatency(long entryMillis, long responseMillis) {
        Backtests.Result run = Backtests.run(
                recording,
                Backtests.marketMaker()
                        .withLatency(
                                LatencySettings.constant(entryMillis * MILLISECOND, responseMillis * MILLISECOND)));
        SimulationCheck simulation = new SimulationCheck(run.tape());
        assertThat(simulation.run()).isEmpty();
        assertThat(simulation.compared()).isGreaterThan(run.summary().fills());
    }

    @Test
    void aLatencyOfTheFeedIsThatOfTheLastFactThatWeReceived() {
        LatencySettings latency =
                new LatencySettings(LatencyRule.parse("2*feed+1ms"), LatencyRule.constant(MILLISECOND), 0);
        Backtests.Result run = Backtests.run(recording, Backtests.marketMaker().withLatency(latency));
        ExchangeTime exchangeTime = new ExchangeTime();
        Map<Long, Long> arrivals = new HashMap<>();
        long feedNanos = 0;
        long lastArrival = 0;
        int replies = 0;
        Set<Long> latencies = new HashSet<>();
        for (RecordView record : run.records()) {
            long exchangeNanos = exchangeTime.of(record);
            feedNanos = exchangeNanos == Fixed8.NULL ? feedNanos : record.recordedAtNanos() - exchangeNanos;
            if (record.templateId() == SubmitOrderDecoder.TEMPLATE_ID
                    || record.templateId() == SubmitCancelDecoder.TEMPLATE_ID) {
                lastArrival = Math.max(lastArrival, record.recordedAtNanos() + 2 * feedNanos + MILLISECOND);
                arrivals.put(record.sequence(), lastArrival);
                latencies.add(feedNanos);
            } else if (record.templateId() == VenueReplyDecoder.TEMPLATE_ID) {
                VenueReplyDecoder reply = record.decode(new VenueReplyDecoder());
                if (reply.kind() != ReplyKind.EXPIRED) {
                    assertThat(reply.exchangeNanos()).isEqualTo(arrivals.get(record.causedBy()));
                    replies++;
                }
            }
        }
        assertThat(replies).isGreaterThan(100);
        assertThat(latencies).hasSizeGreaterThan(10);
        assertThat(new SimulationCheck(run.tape()).run()).isEmpty();
    }

    @Test
    void anAnswerTakesTheFeedLatencyOfTheLastFactThatHappened() {
        LatencySettings latency = new LatencySettings(LatencyRule.constant(MILLISECOND), LatencyRule.parse("feed"), 0);
        Backtests.Result run = Backtests.run(recording, Backtests.marketMaker().withLatency(latency));
        ExchangeTime exchangeTime = new ExchangeTime();
        NavigableMap<Long, Long> feed =
                new TreeMap<>(); // by exchange time, what concerns the venue; the last one of a time
        for (RecordView record : run.records()) {
            long exchangeNanos = exchangeTime.of(record);
            if (exchangeNanos != Fixed8.NULL && record.templateId() != QuoteUpdateDecoder.TEMPLATE_ID) {
                feed.put(exchangeNanos, record.recordedAtNanos() - exchangeNanos);
            }
        }
        long lastArrival = 0;
        int replies = 0;
        for (RecordView record : run.records()) {
            if (record.templateId() == VenueReplyDecoder.TEMPLATE_ID
                    || record.templateId() == FillDecoder.TEMPLATE_ID) {
                long exchangeNanos = record.templateId() == FillDecoder.TEMPLATE_ID
                        ? record.decode(new FillDecoder()).exchangeNanos()
                        : record.decode(new VenueReplyDecoder()).exchangeNanos();
                if (!feed.containsKey(exchangeNanos)) { // of several facts at one time it may be any
                    lastArrival = Math.max(
                            lastArrival,
                            exchangeNanos + feed.floorEntry(exchangeNanos).getValue());
                    assertThat(record.recordedAtNanos()).isEqualTo(lastArrival);
                    replies++;
                }
                lastArrival = record.recordedAtNanos();
            }
        }
        assertThat(replies).isGreaterThan(100);
        assertThat(new SimulationCheck(run.tape()).run()).isEmpty();
    }

    @Test
    void withoutTimesOfTheExchangeNoLatencyFollowsTheFeed() {
        Recording definitions = new Recording();
        new SyntheticMarket(1, SECOND, START).writeTo((fact, nanos) -> {
            if (new RecordView().wrap(fact.buffer(), 0, fact.length()).templateId()
                    == InstrumentDefinedDecoder.TEMPLATE_ID) {
                definitions.accept(fact, nanos);
            }
        });
        BacktestSettings settings = Backtests.marketMaker()
                .withLatency(new LatencySettings(LatencyRule.parse("feed"), LatencyRule.parse("feed"), 0));
        assertThatThrownBy(() -> BacktestRun.prepare(definitions.tape(), settings))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("no record with a time of the exchange");
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 3})
    void whatNobodyHasRequestedHasNoJitter(long seed) {
        LatencySettings latency = new LatencySettings(
                LatencyRule.constant(MILLISECOND), LatencyRule.constant(MILLISECOND), 5 * MILLISECOND);
        VenueSettings venue = Backtests.marketMaker().venue().withLiquidation(MarginTiers.parse("0:0.999"), 0);
        BacktestSettings settings = Backtests.marketMaker().withLatency(latency).withVenue(venue);
        BacktestSettings poor = new BacktestSettings(
                settings.venue(),
                settings.shift(),
                seed,
                settings.latency(),
                Fixed8.ONE,
                settings.config(),
                settings.limits(),
                false);
        long lastArrival = 0;
        int liquidations = 0;
        for (RecordView record : Backtests.run(recording, poor).records()) {
            if (record.templateId() == FillDecoder.TEMPLATE_ID
                    && record.decode(new FillDecoder()).liquidation() == Flag.YES) {
                liquidations++;
                long happened = record.decode(new FillDecoder()).exchangeNanos();
                assertThat(record.recordedAtNanos()).isEqualTo(Math.max(lastArrival, happened + MILLISECOND));
            }
            if (record.templateId() == FillDecoder.TEMPLATE_ID
                    || record.templateId() == VenueReplyDecoder.TEMPLATE_ID) {
                lastArrival = record.recordedAtNanos();
            }
        }
        assertThat(liquidations).isPositive();
    }

    @Test
    void withJitterTheVenueAnswersTheSameAgain() {
        LatencySettings latency = new LatencySettings(
                LatencyRule.constant(MILLISECOND), LatencyRule.constant(MILLISECOND), 5 * MILLISECOND);
        Backtests.Result run = Backtests.run(recording, Backtests.marketMaker().withLatency(latency));
        assertThat(new SimulationCheck(run.tape()).run()).isEmpty();
        assertThat(run.summary())
                .isNotEqualTo(Backtests.run(recording, Backtests.marketMaker()).summary());
    }
}
