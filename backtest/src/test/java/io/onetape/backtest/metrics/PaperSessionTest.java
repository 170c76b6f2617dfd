package io.onetape.backtest.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.backtest.metrics.figure.Latencies;
import io.onetape.backtest.metrics.figure.Markouts;
import io.onetape.backtest.metrics.figure.Span;
import io.onetape.backtest.paper.PaperVenue;
import io.onetape.backtest.synthetic.SyntheticMarket;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.schema.BookSource;
import io.onetape.journal.schema.ConfigSetEncoder;
import io.onetape.journal.schema.FillModel;
import io.onetape.journal.schema.InstrumentDefinedEncoder;
import io.onetape.journal.schema.LimitScope;
import io.onetape.journal.schema.QueueModel;
import io.onetape.journal.schema.RiskLimitsSetEncoder;
import io.onetape.journal.schema.SimulationConfiguredEncoder;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.schema.TradingState;
import io.onetape.journal.tape.MemoryTape;
import io.onetape.replay.Pipeline;
import io.onetape.replay.Processor;
import io.onetape.services.Processors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A session on paper: the venue is a processor on our clock. */
class PaperSessionTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_760_000_000L * SECOND;

    private final MemoryTape tape = new MemoryTape(9, RollCycle.DAY);
    private final RecordDraft draft = new RecordDraft();
    private int source;
    private long number;
    private boolean configured;

    @Test
    void itHasTheMetricsOfABacktest() {
        List<Processor> processors = new ArrayList<>(Processors.all());
        processors.add(new PaperVenue());
        try (Pipeline pipeline = new Pipeline(tape, tape.writer(), processors, START, record -> {})) {
            source = tape.writer().define(SourceKind.OUTSIDE, "feed", START);
            openVenue(pipeline);
            new SyntheticMarket(4, 30 * SECOND, START).writeTo((fact, nanos) -> {
                int template = fact.buffer().getShort(RecordHeader.TEMPLATE_ID) & 0xFFFF;
                if (!configured && template != InstrumentDefinedEncoder.TEMPLATE_ID) {
                    configured = true;
                    configure(pipeline, nanos);
                }
                put(pipeline, fact, nanos);
            });
        }
        RunMetrics metrics = RunMetrics.of(tape);
        assertThat(metrics.span().clock()).isEqualTo(Span.Clock.LOCAL);
        assertThat(metrics.trading().fills()).isPositive();
        assertThat(metrics.causes().residual()).isZero();
        assertThat(metrics.equity().capital()).isEqualTo(Fixed8.parse("50000"));
        Markouts.Group all = metrics.markouts().groups().get(0);
        assertThat(all.capture().fills()).isEqualTo(metrics.trading().fills());
        for (Latencies.Row row : metrics.latencies().rows()) {
            boolean modelled = row.stage() != Latencies.Stage.FEED && row.stage() != Latencies.Stage.DECIDE;
            assertThat(row.modelled()).as(row.stage().name()).isEqualTo(modelled);
            if (row.stage() == Latencies.Stage.ENTRY) {
                assertThat(row.nanos().p50()).isEqualTo(10_000_000);
            }
        }
    }

    private void openVenue(Pipeline pipeline) {
        draft.begin(new SimulationConfiguredEncoder(), 0)
                .seed(1)
                .entryLatencyNanos(10_000_000)
                .responseLatencyNanos(10_000_000)
                .makerRate(Fixed8.parse("0.0002"))
                .takerRate(Fixed8.parse("0.0005"))
                .capital(Fixed8.parse("50000"))
                .queueModel(QueueModel.RISK_AVERSE)
                .fillModel(FillModel.PARTIAL_FILL)
                .bookSource(BookSource.DEPTH)
                .queueExponent(Fixed8.NULL)
                .sourceTapeHash("")
                .feeTiers("")
                .marginTiers("");
        put(pipeline, draft, START);
    }

    private void configure(Pipeline pipeline, long nanos) {
        draft.begin(new RiskLimitsSetEncoder(), 0)
                .maximumPosition(Fixed8.ONE)
                .maximumNotional(Fixed8.parse("100000"))
                .maximumOpenOrders(10)
                .maximumOrdersPerSecond(0)
                .maximumLeverage(Fixed8.NULL)
                .maximumDailyDrawdown(Fixed8.NULL)
                .minimumMarginRatio(Fixed8.NULL)
                .strategy("")
                .scope(LimitScope.INSTRUMENT)
                .onBreach(TradingState.NORMAL)
                .limitedSymbol("");
        put(pipeline, draft, nanos);
        for (Map.Entry<String, String> setting : List.of(
                Map.entry("type", "market-maker"),
                Map.entry("symbol", "BTCUSDT"),
                Map.entry("quantity", "0.01"),
                Map.entry("maxPosition", "0.1"),
                Map.entry("spread", "0.2"),
                Map.entry("enabled", "true"))) {
            draft.begin(new ConfigSetEncoder(), 0)
                    .key("strategy.mm1." + setting.getKey())
                    .value(setting.getValue());
            put(pipeline, draft, nanos);
        }
    }

    private void put(Pipeline pipeline, RecordDraft fact, long nanos) {
        pipeline.accept(fact.source(source, ++number).cause(0, 0), nanos);
    }
}
