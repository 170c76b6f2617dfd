package io.onetape.backtest.run;

import io.onetape.backtest.latency.LatencyCurve;
import io.onetape.backtest.run.clock.RecordedInput;
import io.onetape.backtest.run.clock.SignalClock;
import io.onetape.backtest.run.clock.SourceScan;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Instrument;
import io.onetape.journal.schema.ConfigSetEncoder;
import io.onetape.journal.schema.Flag;
import io.onetape.journal.schema.InstrumentDefinedEncoder;
import io.onetape.journal.schema.LatencyWay;
import io.onetape.journal.schema.LimitScope;
import io.onetape.journal.schema.RecordedInputEncoder;
import io.onetape.journal.schema.RecordedLatencyEncoder;
import io.onetape.journal.schema.RiskLimitsSetEncoder;
import io.onetape.journal.schema.ServiceStoppedEncoder;
import io.onetape.journal.schema.SimulationConfiguredEncoder;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.schema.TickEncoder;
import io.onetape.journal.schema.TradingState;
import io.onetape.journal.tape.TapeWriter;
import io.onetape.replay.Pipeline;
import io.onetape.replay.Processor;
import io.onetape.replay.StateAt;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;

/** Puts facts on the result tape, each numbered by its source there, and runs the processors over them. Single-threaded. */
final class ResultTape {
    /** Who sets what a backtest is run with. */
    static final String OPERATOR = "operator";

    /** Who answers our requests. */
    static final String VENUE = "simulated-venue";

    /** Who lets time pass where the recording has no ticks. */
    static final String CLOCK = "clock";

    private final SortedMap<String, String> starts = new TreeMap<>();
    private final RecordDraft draft = new RecordDraft();
    private final TickEncoder tick = new TickEncoder();
    private final SignalClock signalClock = new SignalClock();
    private final Pipeline pipeline;
    private final TapeWriter writer;
    private final int operator;
    private final int venue;
    private final int clock;

    ResultTape(Pipeline pipeline, long startNanos) {
        this.pipeline = pipeline;
        writer = pipeline.tape();
        operator = writer.define(SourceKind.OUTSIDE, OPERATOR, startNanos);
        venue = writer.define(SourceKind.SIMULATED_VENUE, VENUE, startNanos);
        clock = writer.define(SourceKind.OUTSIDE, CLOCK, startNanos);
    }

    /** Everything that the result depends on stands in front of the market. */
    void begin(BacktestSettings settings, SourceScan scan, long shiftNanos, long nanos) {
        draft.begin(new SimulationConfiguredEncoder(), 0)
                .seed(settings.seed())
                .entryLatencyNanos(settings.latency().entry().constantNanos())
                .responseLatencyNanos(settings.latency().response().constantNanos())
                .shiftedNanos(shiftNanos)
                .makerRate(settings.venue().makerRate())
                .takerRate(settings.venue().takerRate())
                .capital(settings.capital())
                .queueModel(settings.venue().queueRule().model())
                .fillModel(settings.venue().fillModel())
                .bookSource(settings.venue().bookSource())
                .sourceTapeId(scan.tapeId())
                .queueExponent(settings.venue().queueRule().exponent())
                .entryFeedMultiple(settings.latency().entry().multiple())
                .responseFeedMultiple(settings.latency().response().multiple())
                .jitterNanos(settings.latency().jitterNanos())
                .entryLatencyRecorded(settings.latency().entry().curve() == null ? Flag.NO : Flag.YES)
                .responseLatencyRecorded(settings.latency().response().curve() == null ? Flag.NO : Flag.YES)
                .liquidationFeeRate(settings.venue().liquidationFeeRate())
                .ordersPerTenSeconds(settings.venue().orderRate().perTenSeconds())
                .ordersPerMinute(settings.venue().orderRate().perMinute())
                .outageRule(settings.venue().outageRule())
                .sourceTapeHash(scan.tapeHash())
                .feeTiers(settings.venue().fees().text())
                .marginTiers(settings.venue().margins().text())
                .outageWindows(settings.venue().outageWindows().text());
        put(operator, nanos);
        putLatencies(LatencyWay.ENTRY, settings.latency().entry().curve(), nanos);
        putLatencies(LatencyWay.RESPONSE, settings.latency().response().curve(), nanos);
        for (Instrument instrument : scan.firstDefinitions()) { // what follows is about them
            define(instrument, nanos);
        }
        putLimits(settings, scan, nanos);
        settings.config().forEach((key, value) -> {
            if (isStart(key)) {
                starts.put(key, value);
            } else {
                config(key, value, nanos);
            }
        });
        if (scan.startSequence() == 0) {
            start(nanos);
        }
    }

    /** Starts the strategies with what is set by then. */
    void start(long nanos) {
        starts.forEach((key, value) -> config(key, value, nanos));
        starts.clear();
    }

    /** True of a setting that starts a strategy. */
    static boolean isStart(String key) {
        return key.endsWith(".enabled");
    }

    /** Where the market came from, and each processor's state after the last fact and all that followed from it: a rebuild of a tape that is kept can be compared with it. */
    void end(List<Processor> processors, List<RecordedInput> inputs) {
        long consumedThrough = writer.lastSequence();
        long nanos = writer.lastNanos();
        for (RecordedInput input : inputs) {
            input.encode(
                    draft.begin(new RecordedInputEncoder(), input.instrument().id()));
            put(operator, nanos);
        }
        for (Processor processor : processors) {
            draft.begin(new ServiceStoppedEncoder(), 0)
                    .consumedThrough(consumedThrough)
                    .service(processor.name())
                    .stateHash(writer.passes() ? "" : StateAt.hash(StateAt.json(processor)));
            put(operator, nanos);
        }
    }

    /** A recorded fact, byte for byte, but for who numbers it and that nothing on this tape caused it; of a signal the time from which it was known is shifted as its own. */
    void keep(RecordView record, int source, long nanos) {
        RecordView kept =
                SignalClock.isSignal(record) ? signalClock.shifted(record, nanos - record.recordedAtNanos()) : record;
        pipeline.acceptFact(kept, source, nanos);
    }

    /** Recorded facts of one type and source, the last of them at this time, that nobody reads: only their places are taken. False, and nothing done, if somebody does, or a cycle begins. */
    boolean passUnread(int template, int source, long count, long lastNanos) {
        return pipeline.passUnread(template, source, count, lastNanos);
    }

    /** What the venue answered has reached us. */
    void answer(MutableDirectBuffer bytes, long nanos) {
        bytes.putLong(RecordHeader.SOURCE_SEQUENCE, writer.sources().last(venue) + 1);
        pipeline.accept(bytes, bytes.capacity(), venue, nanos);
    }

    void tick(long nanos) {
        draft.begin(tick, 0).wallNanos(nanos);
        put(clock, nanos);
    }

    private void putLatencies(LatencyWay way, @Nullable LatencyCurve curve, long nanos) {
        for (int i = 0; curve != null && i < curve.records(); i++) {
            curve.encode(i, way, draft.begin(new RecordedLatencyEncoder(), 0));
            put(operator, nanos);
        }
    }

    private void putLimits(BacktestSettings settings, SourceScan scan, long nanos) {
        for (BacktestSettings.RiskLimits limits : settings.limits()) {
            draft.begin(new RiskLimitsSetEncoder(), instrumentOf(limits, scan))
                    .maximumPosition(limits.maximumPosition())
                    .maximumNotional(limits.maximumNotional())
                    .maximumOpenOrders(limits.maximumOpenOrders())
                    .maximumOrdersPerSecond(0)
                    .maximumLeverage(Fixed8.NULL)
                    .maximumDailyDrawdown(Fixed8.NULL)
                    .minimumMarginRatio(Fixed8.NULL)
                    .strategy("")
                    .scope(LimitScope.INSTRUMENT)
                    .onBreach(TradingState.NORMAL)
                    .limitedSymbol("");
            put(operator, nanos);
        }
    }

    private void put(int source, long nanos) {
        draft.source(source, writer.sources().last(source) + 1);
        pipeline.accept(draft, nanos);
    }

    private void config(String key, String value, long nanos) {
        draft.begin(new ConfigSetEncoder(), 0).key(key).value(value);
        put(operator, nanos);
    }

    /** An instrument that the recording has. */
    void define(Instrument one, long nanos) {
        one.encode(draft.begin(new InstrumentDefinedEncoder(), one.id()));
        put(operator, nanos);
    }

    private static int instrumentOf(BacktestSettings.RiskLimits limits, SourceScan scan) {
        if (limits.symbol().isEmpty()) {
            return 0;
        }
        return scan.instruments().stream()
                .filter(instrument -> instrument.isNamed(limits.symbol()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected risk limits of an instrument on the tape ("
                        + scan.instruments().stream()
                                .map(instrument -> instrument.nameAmong(scan.instruments()))
                                .toList()
                        + "), found "
                        + limits.symbol()))
                .id();
    }
}
