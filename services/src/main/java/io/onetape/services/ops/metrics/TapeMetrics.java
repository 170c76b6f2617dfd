package io.onetape.services.ops.metrics;

import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.AccountChangedDecoder;
import io.onetape.journal.schema.AlertRaisedDecoder;
import io.onetape.journal.schema.BarClosedDecoder;
import io.onetape.journal.schema.CircuitChangedDecoder;
import io.onetape.journal.schema.CircuitState;
import io.onetape.journal.schema.DepthOrderDecoder;
import io.onetape.journal.schema.DepthSnapshotDecoder;
import io.onetape.journal.schema.DepthUpdateDecoder;
import io.onetape.journal.schema.FeedStatus;
import io.onetape.journal.schema.FeedStatusChangedDecoder;
import io.onetape.journal.schema.FillDecoder;
import io.onetape.journal.schema.LiquidationPrintDecoder;
import io.onetape.journal.schema.Liquidity;
import io.onetape.journal.schema.MarkPriceUpdateDecoder;
import io.onetape.journal.schema.PositionChangedDecoder;
import io.onetape.journal.schema.QuoteUpdateDecoder;
import io.onetape.journal.schema.ReconciliationFinishedDecoder;
import io.onetape.journal.schema.ReplyKind;
import io.onetape.journal.schema.SignalDecoder;
import io.onetape.journal.schema.SubmitOrderDecoder;
import io.onetape.journal.schema.TradePrintDecoder;
import io.onetape.journal.schema.TradingHaltedDecoder;
import io.onetape.journal.schema.TradingResumedDecoder;
import io.onetape.journal.schema.VenueReplyDecoder;
import io.prometheus.client.Collector;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.agrona.collections.IntHashSet;

/**
 * The numbers of a run as its tape tells them, see {@code docs/metrics.md}. Give it every record in order, from where counting shall begin, on one thread: that
 * allocates nothing but on the rare records that say something about circuits. Any thread collects.
 */
public final class TapeMetrics extends Collector {
    private final AccountChangedDecoder accountChanged = new AccountChangedDecoder();
    private final CircuitChangedDecoder circuitChanged = new CircuitChangedDecoder();
    private final FeedStatusChangedDecoder feedStatus = new FeedStatusChangedDecoder();
    private final FillDecoder fill = new FillDecoder();
    private final PositionChangedDecoder positionChanged = new PositionChangedDecoder();
    private final ReconciliationFinishedDecoder reconciliation = new ReconciliationFinishedDecoder();
    private final VenueReplyDecoder reply = new VenueReplyDecoder();

    private final Stages stages;
    private final Money money = new Money();
    private final RoundTrips roundTrips = new RoundTrips();
    private final RecentRejections rejections = new RecentRejections();
    private final Set<String> openCircuits = new TreeSet<>();
    private final IntHashSet disconnected = new IntHashSet(); // instruments, 0 for all

    private final Count marketData;
    private final Count submitted;
    private final Count fills;
    private final Count signals;
    private final Count alerts;
    private long makerFills;
    private long takerFills;

    private volatile double makerPercent = Double.NaN;
    private volatile double circuitOpen;
    private volatile double connected = Double.NaN;
    private volatile double halted;
    private volatile double mismatches = Double.NaN;
    private volatile long sequence;

    /** @param monotonicNanos the process's, for rates and for the time of the percentiles */
    public TapeMetrics(LongSupplier monotonicNanos) {
        stages = new Stages(monotonicNanos);
        marketData = new Count("market_data_events", "Market data records", monotonicNanos);
        submitted = new Count("orders_submitted", "SubmitOrder records", monotonicNanos);
        fills = new Count("fills", "Fills", monotonicNanos);
        signals = new Count("strategy_signals", "Signals of strategies", monotonicNanos);
        alerts = new Count("alerts", "AlertRaised records", monotonicNanos);
    }

    /** Counts a record. */
    public void onRecord(RecordView record) {
        stages.onRecord(record);
        rejections.passTo(record.recordedAtNanos());
        switch (record.templateId()) {
            case DepthSnapshotDecoder.TEMPLATE_ID,
                    DepthUpdateDecoder.TEMPLATE_ID,
                    DepthOrderDecoder.TEMPLATE_ID,
                    QuoteUpdateDecoder.TEMPLATE_ID,
                    TradePrintDecoder.TEMPLATE_ID,
                    MarkPriceUpdateDecoder.TEMPLATE_ID,
                    LiquidationPrintDecoder.TEMPLATE_ID,
                    BarClosedDecoder.TEMPLATE_ID -> marketData.add();
            case SignalDecoder.TEMPLATE_ID -> signals.add();
            case SubmitOrderDecoder.TEMPLATE_ID -> {
                submitted.add();
                rejections.submitted(record.recordedAtNanos());
            }
            case VenueReplyDecoder.TEMPLATE_ID -> onReply(record);
            case FillDecoder.TEMPLATE_ID -> onFill(record);
            case PositionChangedDecoder.TEMPLATE_ID ->
                roundTrips.onPosition(record.instrument(), record.decode(positionChanged));
            case AccountChangedDecoder.TEMPLATE_ID ->
                money.onAccount(record.decode(accountChanged), record.recordedAtNanos());
            case AlertRaisedDecoder.TEMPLATE_ID -> alerts.add();
            case CircuitChangedDecoder.TEMPLATE_ID -> onCircuit(record);
            case FeedStatusChangedDecoder.TEMPLATE_ID -> onFeedStatus(record);
            case TradingHaltedDecoder.TEMPLATE_ID -> halted = 1;
            case TradingResumedDecoder.TEMPLATE_ID -> halted = 0;
            case ReconciliationFinishedDecoder.TEMPLATE_ID ->
                mismatches = record.decode(reconciliation).differences();
            default -> {}
        }
        sequence = record.sequence();
    }

    private void onReply(RecordView record) {
        record.decode(reply);
        stages.onReply(
                record,
                reply,
                OrderId.getStrategy(reply.buffer(), reply.offset() + VenueReplyDecoder.strategyEncodingOffset()));
        if (reply.kind() == ReplyKind.REJECTED) {
            rejections.rejected(record.recordedAtNanos());
        }
    }

    private void onFill(RecordView record) {
        fills.add();
        Liquidity liquidity = record.decode(fill).liquidity();
        makerFills += liquidity == Liquidity.MAKER ? 1 : 0;
        takerFills += liquidity == Liquidity.TAKER ? 1 : 0;
        if (makerFills + takerFills > 0) {
            makerPercent = 100.0 * makerFills / (makerFills + takerFills);
        }
    }

    private void onCircuit(RecordView record) {
        record.decode(circuitChanged);
        boolean open = circuitChanged.state() == CircuitState.OPEN;
        String circuit = circuitChanged.circuit();
        if (open) {
            openCircuits.add(circuit);
        } else {
            openCircuits.remove(circuit);
        }
        circuitOpen = openCircuits.isEmpty() ? 0 : 1;
    }

    private void onFeedStatus(RecordView record) {
        FeedStatus status = record.decode(feedStatus).status();
        if (status == FeedStatus.DISCONNECTED) {
            disconnected.add(record.instrument());
        } else if (status == FeedStatus.CONNECTED || status == FeedStatus.SYNCED) {
            disconnected.remove(record.instrument());
            if (record.instrument() == 0) {
                disconnected.clear(); // about all
            }
        }
        connected = disconnected.isEmpty() ? 1 : 0;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        List<MetricFamilySamples> families = new ArrayList<>(stages.collect());
        for (Count count : List.of(marketData, submitted, fills, signals, alerts)) {
            families.addAll(count.collect());
        }
        families.addAll(money.collect());
        families.add(Gauges.of("win_rate_pct", "Reductions of positions that made a profit", roundTrips.percent()));
        families.add(Gauges.of("maker_fill_ratio_pct", "Fills as maker, of all fills", makerPercent));
        families.add(Gauges.of(
                "order_reject_rate_pct",
                "Submits that the venue rejected, of those of the last five minutes",
                rejections.percent()));
        families.add(Gauges.of("circuit_breaker_open", "1 while a circuit is open", circuitOpen));
        families.add(Gauges.of("websocket_connected", "0 while a feed is disconnected", connected));
        families.add(Gauges.of("trading_halted", "1 while trading is halted or may only reduce", halted));
        families.add(Gauges.of(
                "reconciliation_mismatch_count", "Differences that the last reconciliation found", mismatches));
        families.add(Gauges.of("tape_sequence", "Sequence of the last record that was counted", (double) sequence));
        families.add(
                Gauges.of("latencies_left_out", "Latencies below zero or over a minute", (double) stages.leftOut()));
        return families;
    }
}
