package io.onetape.backtest.metrics;

import io.onetape.backtest.metrics.figure.Span;
import io.onetape.backtest.metrics.order.LatencyCounts;
import io.onetape.backtest.metrics.order.Market;
import io.onetape.backtest.metrics.order.Markets;
import io.onetape.backtest.metrics.order.OrderPass;
import io.onetape.backtest.metrics.path.CurvePoints;
import io.onetape.backtest.metrics.path.Traded;
import io.onetape.backtest.run.clock.ExchangeTime;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Source;
import io.onetape.journal.reference.Sources;
import io.onetape.journal.schema.AccountSnapshotDecoder;
import io.onetape.journal.schema.BookStatus;
import io.onetape.journal.schema.BookTopDecoder;
import io.onetape.journal.schema.ConfigSetDecoder;
import io.onetape.journal.schema.CorrectionDecoder;
import io.onetape.journal.schema.CycleStartedDecoder;
import io.onetape.journal.schema.DepthOrderDecoder;
import io.onetape.journal.schema.DepthSnapshotDecoder;
import io.onetape.journal.schema.DepthUpdateDecoder;
import io.onetape.journal.schema.FundingPaidDecoder;
import io.onetape.journal.schema.InstrumentDefinedDecoder;
import io.onetape.journal.schema.MarkPriceUpdateDecoder;
import io.onetape.journal.schema.QuoteUpdateDecoder;
import io.onetape.journal.schema.SimulationConfiguredDecoder;
import io.onetape.journal.schema.SourceDefinedDecoder;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.schema.TradePrintDecoder;
import io.onetape.replay.Pipeline;
import io.onetape.services.account.MarkSource;

/**
 * Hears every record of a tape, in order, and knows its metrics at the end. An observer of a run, or of a tape that is read. Memory has a bound: what grows with the tape are days
 * and blocks of five minutes. Single-threaded; one use.
 */
public final class MetricsPass implements Pipeline.Observer {
    private final ExchangeTime exchangeTime = new ExchangeTime();
    private final BookTopDecoder top = new BookTopDecoder();
    private final MarkPriceUpdateDecoder markPrice = new MarkPriceUpdateDecoder();
    private final FundingPaidDecoder paid = new FundingPaidDecoder();
    private final CorrectionDecoder correction = new CorrectionDecoder();
    private final SimulationConfiguredDecoder simulation = new SimulationConfiguredDecoder();

    private final Sources sources = new Sources();
    private final Capital capital = new Capital();
    private final Markets markets = new Markets();
    private final LatencyCounts latencies = new LatencyCounts();
    private final DayMarks days = new DayMarks();
    private final CurvePoints curve = new CurvePoints();
    private final OrderPass orders = new OrderPass(markets, latencies, curve);
    private long records;
    private long firstNanos;
    private long lastNanos;
    private long lastSequence;
    private long lastHappened = Long.MIN_VALUE;
    private long seed = 1;
    private boolean configured;
    private boolean simulated;

    @Override
    public void onRecord(RecordView record) {
        long nanos = record.recordedAtNanos();
        firstNanos = records == 0 ? nanos : firstNanos;
        records++;
        lastNanos = nanos;
        lastSequence = record.sequence();
        latencies.came(record);
        if (nanos >= days.nextNanos()) {
            days.pass(nanos, markets.equity().net());
        }
        if (nanos >= curve.nextNanos()) {
            curve.pass(nanos, markets.equity());
        }
        apply(record, nanos);
        if (markets.equity().settle(nanos, lastSequence)) {
            curve.moved(markets.equity().exactNet(), markets.equity().fromPeak());
        }
    }

    private void apply(RecordView record, long nanos) {
        switch (record.templateId()) {
            case BookTopDecoder.TEMPLATE_ID -> onBookTop(record, nanos);
            case DepthUpdateDecoder.TEMPLATE_ID, DepthSnapshotDecoder.TEMPLATE_ID, DepthOrderDecoder.TEMPLATE_ID -> {
                long happened = onFact(record, nanos);
                markets.of(record.instrument()).traded().mids().advance(isLocal() ? nanos : happened);
            }
            case TradePrintDecoder.TEMPLATE_ID, QuoteUpdateDecoder.TEMPLATE_ID -> onFact(record, nanos);
            case MarkPriceUpdateDecoder.TEMPLATE_ID -> onMarkPrice(record, nanos);
            case FundingPaidDecoder.TEMPLATE_ID -> onFunding(record);
            case CorrectionDecoder.TEMPLATE_ID -> onCorrection(record, nanos);
            case InstrumentDefinedDecoder.TEMPLATE_ID -> markets.define(record);
            case CycleStartedDecoder.TEMPLATE_ID -> {
                markets.define(record);
                onSources(record);
            }
            case SourceDefinedDecoder.TEMPLATE_ID -> onSources(record);
            case SimulationConfiguredDecoder.TEMPLATE_ID -> {
                capital.configured(record.decode(simulation));
                seed = simulation.seed();
                configured = true;
            }
            case ConfigSetDecoder.TEMPLATE_ID -> capital.set(record);
            case AccountSnapshotDecoder.TEMPLATE_ID ->
                capital.snapshot(
                        record, markets.accountAsset(), markets.equity().net());
            default -> orders.apply(record);
        }
    }

    /** On paper the venue is a processor that lives on our clock. */
    private boolean isLocal() {
        return configured && !simulated;
    }

    private void onSources(RecordView record) {
        sources.apply(record);
        for (Source source : sources.all()) {
            simulated |= source.kind() == SourceKind.SIMULATED_VENUE;
        }
    }

    /** Returns when it happened: what the exchange did not say happened when we received it. */
    private long onFact(RecordView record, long nanos) {
        long happened = exchangeTime.of(record);
        if (happened == Fixed8.NULL) {
            return nanos;
        }
        latencies.feed(happened, nanos);
        lastHappened = Math.max(lastHappened, happened);
        return happened;
    }

    private void onBookTop(RecordView record, long nanos) {
        record.decode(top);
        BookStatus status = top.status();
        long mid = top.mid();
        if (status == BookStatus.CROSSED || (status == BookStatus.VALID && mid == Fixed8.NULL)) {
            return; // the mid before still holds
        }
        Traded traded = markets.of(record.instrument()).traded();
        boolean valid = status == BookStatus.VALID;
        long happened = top.exchangeNanos();
        lastHappened = Math.max(lastHappened, happened);
        traded.mids().book(isLocal() || happened == Fixed8.NULL ? nanos : happened, mid, valid);
        if (valid) {
            traded.mark(mid, MarkSource.MID);
        }
    }

    private void onMarkPrice(RecordView record, long nanos) {
        onFact(record, nanos);
        long mark = record.decode(markPrice).mark();
        if (mark != Fixed8.NULL) {
            markets.of(record.instrument()).traded().mark(mark, MarkSource.VENUE);
        }
    }

    private void onFunding(RecordView record) {
        long payment = record.decode(paid).payment();
        Market market = markets.of(record.instrument());
        orders.track(market.traded());
        market.traded().fund(payment);
        market.tripsForFunding().fund(payment);
    }

    private void onCorrection(RecordView record, long nanos) {
        record.decode(correction);
        long position = correction.position() == Fixed8.NULL ? 0 : correction.position();
        long cash = correction.cash() == Fixed8.NULL ? 0 : correction.cash();
        Market market = markets.of(record.instrument());
        orders.track(market.traded());
        market.traded().correct(position, cash);
        market.trips(correction.positionSide()).correct(position, cash, nanos, record.sequence());
    }

    /** Ends the pass. */
    public RunMetrics finish() {
        days.end(lastNanos, markets.equity().net());
        markets.all().forEach(market -> market.traded().mids().end());
        orders.end(isLocal() ? lastNanos : lastHappened);
        Span.Clock clock = isLocal() ? Span.Clock.LOCAL : Span.Clock.EXCHANGE;
        Span span = new Span(firstNanos, lastNanos, records, lastSequence, clock);
        return new RunFigures(markets, capital, span)
                .metrics(days, curve, seed, latencies.latencies(configured, simulated));
    }
}
