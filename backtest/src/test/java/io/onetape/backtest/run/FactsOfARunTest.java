package io.onetape.backtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.backtest.report.BucketedSeries.Bucket;
import io.onetape.backtest.report.DataFacts;
import io.onetape.backtest.report.PathFacts;
import io.onetape.backtest.report.RiskFacts;
import io.onetape.backtest.report.RunFacts;
import io.onetape.backtest.report.SizeFacts;
import io.onetape.backtest.synthetic.SyntheticIncidents;
import io.onetape.backtest.synthetic.SyntheticMarket;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.FeedStatusChangedDecoder;
import io.onetape.journal.schema.FillDecoder;
import io.onetape.journal.schema.PositionChangedDecoder;
import io.onetape.journal.schema.RiskDecisionDecoder;
import io.onetape.journal.schema.SubmitOrderDecoder;
import io.onetape.journal.schema.TradePrintDecoder;
import io.onetape.journal.schema.Verdict;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a report's pass finds on the tape of a run with a gap and with tight limits, against the same counted record by record. */
class FactsOfARunTest {
    private static final long SECOND = 1_000_000_000L;

    private static Backtests.Result run;
    private static RunFacts facts;

    @BeforeAll
    static void aRunOverAGapWithTightLimits() {
        Recording recording = new Recording();
        new SyntheticMarket(3, 30 * SECOND, 1_760_000_000L * SECOND, SyntheticIncidents.gapAt(10 * SECOND))
                .writeTo(recording);
        run = Backtests.run(
                recording,
                Backtests.marketMaker()
                        .withLimits(List.of(new BacktestSettings.RiskLimits(
                                "", Fixed8.parse("0.03"), Fixed8.parse("100000"), 10))));
        facts = RunFacts.of(run.tape(), record -> {}, sequence -> {});
    }

    @Test
    void theTapeAndItsHash() {
        assertThat(facts.outputHash()).isEqualTo(run.summary().outputHash());
        assertThat(facts.range().firstSequence()).isEqualTo(1);
        assertThat(facts.range().lastSequence()).isEqualTo(run.summary().events());
        assertThat(facts.settings().simulation().orElseThrow().capital())
                .isEqualTo(run.summary().capital());
        assertThat(facts.settings().simulation().orElseThrow().queueModel()).isEqualTo("risk-averse");
        assertThat(facts.settings().settings()).containsEntry("strategy.mm1.maxPosition", "0.1");
        assertThat(facts.settings().limits()).hasSize(1);
        assertThat(facts.settings().hash()).matches("[0-9a-f]{64}");
    }

    @Test
    void refusalsByReasonWithWhereTheyStand() {
        RiskDecisionDecoder decision = new RiskDecisionDecoder();
        List<RecordView> refused = of(RiskDecisionDecoder.TEMPLATE_ID).stream()
                .filter(record -> record.decode(decision).verdict() == Verdict.REFUSED)
                .toList();
        assertThat(refused).isNotEmpty();
        assertThat(facts.risk().refused()).isEqualTo(refused.size());
        RiskFacts.Refusal first = facts.risk().refusals().stream()
                .filter(one -> one.by().equals("risk"))
                .findFirst()
                .orElseThrow();
        assertThat(first.reason()).isEqualTo("POSITION_LIMIT");
        assertThat(first.range().firstSequence()).isEqualTo(refused.get(0).sequence());
        assertThat(first.range().lastSequence())
                .isEqualTo(refused.get(refused.size() - 1).sequence());
    }

    @Test
    void theExtremesOfThePositionAreKept() {
        PositionChangedDecoder changed = new PositionChangedDecoder();
        List<Long> positions = of(PositionChangedDecoder.TEMPLATE_ID).stream()
                .map(record -> record.decode(changed).position())
                .toList();
        PathFacts.Path path = facts.paths().traded().get(0);
        List<Bucket> buckets = path.position().buckets();
        assertThat(buckets.stream().mapToLong(Bucket::highest).max())
                .hasValue(positions.stream().mapToLong(p -> p).max().orElseThrow());
        assertThat(buckets.stream().mapToLong(Bucket::lowest).min())
                .hasValue(Math.min(0, positions.stream().mapToLong(p -> p).min().orElseThrow()));
        assertThat(buckets.get(buckets.size() - 1).last()).isEqualTo(positions.get(positions.size() - 1));
    }

    @Test
    void theGapCostsABookForAWhile() {
        DataFacts.Feed feed = facts.data().feeds().get(0);
        assertThat(feed.lostBooks()).isPositive();
        assertThat(feed.invalidNanos()).isBetween(1L, 30 * SECOND);
        assertThat(feed.validNanos()).isGreaterThan(feed.invalidNanos());
        assertThat(facts.data().allEvents())
                .isEqualTo(of(FeedStatusChangedDecoder.TEMPLATE_ID).size());
    }

    @Test
    void ourSizeAgainstWhatWasPrinted() {
        FillDecoder fill = new FillDecoder();
        TradePrintDecoder print = new TradePrintDecoder();
        SizeFacts.Sizes sizes = facts.sizes().all().get(0);
        double ours = of(FillDecoder.TEMPLATE_ID).stream()
                .mapToDouble(record -> record.decode(fill).quantity())
                .sum();
        double all = of(TradePrintDecoder.TEMPLATE_ID).stream()
                .filter(record -> record.instrument() == sizes.instrument())
                .mapToDouble(record -> record.decode(print).quantity())
                .sum();
        assertThat(sizes.orders()).isEqualTo(of(SubmitOrderDecoder.TEMPLATE_ID).size());
        assertThat(sizes.participation()).isEqualTo(ours / all);
        assertThat(sizes.mean()).isBetween(0.0, sizes.largest() / 1e8);
        assertThat(sizes.aboveLevel()).isLessThanOrEqualTo(sizes.aboveTenth());
    }

    private static List<RecordView> of(int template) {
        return run.records().stream()
                .filter(record -> record.templateId() == template)
                .toList();
    }
}
