package io.onetape.backtest.metrics.order;

import io.onetape.backtest.metrics.figure.Latencies.Stage;
import io.onetape.backtest.metrics.path.CurvePoints;
import io.onetape.backtest.metrics.path.MarkoutBlocks;
import io.onetape.backtest.metrics.path.Traded;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.FillDecoder;
import io.onetape.journal.schema.Flag;
import io.onetape.journal.schema.Liquidity;
import io.onetape.journal.schema.OrderRequestedDecoder;
import io.onetape.journal.schema.OrderType;
import io.onetape.journal.schema.PositionSide;
import io.onetape.journal.schema.ReplyKind;
import io.onetape.journal.schema.RiskDecisionDecoder;
import io.onetape.journal.schema.Side;
import io.onetape.journal.schema.SubmitAmendDecoder;
import io.onetape.journal.schema.SubmitCancelDecoder;
import io.onetape.journal.schema.SubmitOrderDecoder;
import io.onetape.journal.schema.TimeInForce;
import io.onetape.journal.schema.Trigger;
import io.onetape.journal.schema.VenueReplyDecoder;
import io.onetape.journal.schema.Verdict;
import io.onetape.services.orders.SeenFills;
import org.agrona.sbe.MessageDecoderFlyweight;

/** The part of the pass that hears of our orders. Single-threaded. */
public final class OrderPass {
    private final RiskDecisionDecoder decision = new RiskDecisionDecoder();
    private final SubmitOrderDecoder submit = new SubmitOrderDecoder();
    private final SubmitCancelDecoder cancel = new SubmitCancelDecoder();
    private final SubmitAmendDecoder amend = new SubmitAmendDecoder();
    private final VenueReplyDecoder reply = new VenueReplyDecoder();
    private final FillDecoder fill = new FillDecoder();
    private final SeenFills seen = new SeenFills();
    private final OrderLives lives = new OrderLives();
    private final Markets markets;
    private final LatencyCounts latencies;
    private final CurvePoints curve;
    private long lastVenueNanos = Long.MIN_VALUE;

    public OrderPass(Markets markets, LatencyCounts latencies, CurvePoints curve) {
        this.markets = markets;
        this.latencies = latencies;
        this.curve = curve;
    }

    public void apply(RecordView record) {
        switch (record.templateId()) {
            case OrderRequestedDecoder.TEMPLATE_ID -> activity(record).counts.requested++;
            case RiskDecisionDecoder.TEMPLATE_ID -> onDecision(record);
            case SubmitOrderDecoder.TEMPLATE_ID -> onSubmit(record);
            case SubmitCancelDecoder.TEMPLATE_ID -> onCancel(record);
            case SubmitAmendDecoder.TEMPLATE_ID -> onAmend(record);
            case VenueReplyDecoder.TEMPLATE_ID -> onReply(record);
            case FillDecoder.TEMPLATE_ID -> onFill(record);
            default -> {} // says nothing of orders
        }
    }

    /** Its inventory is on the curve from now on. */
    public void track(Traded traded) {
        if (!traded.isTraded()) {
            curve.track(traded);
        }
    }

    /** No more records come; what happened at the venue is known until {@code nanos}. */
    public void end(long nanos) {
        lives.end(Math.max(nanos, lastVenueNanos));
    }

    private Activity activity(RecordView record) {
        return markets.of(record.instrument()).activity;
    }

    private void onDecision(RecordView record) {
        record.decode(decision);
        if (decision.verdict() == Verdict.REFUSED) {
            OrderCounts counts = activity(record).counts;
            counts.refused++;
            counts.refusals.merge(decision.reason().name(), 1L, Long::sum);
        }
    }

    private void onSubmit(RecordView record) {
        record.decode(submit);
        TimeInForce inForce = submit.timeInForce();
        boolean rests =
                submit.orderType() == OrderType.LIMIT && (inForce == TimeInForce.GTC || inForce == TimeInForce.GTX);
        OrderId id = id(submit, SubmitOrderDecoder.strategyEncodingOffset(), submit.intent());
        long nanos = record.recordedAtNanos();
        boolean waits = submit.trigger() == Trigger.STOP || submit.trigger() == Trigger.TAKE_PROFIT;
        lives.submitted(id, activity(record), submit.attempt(), submit.quantity(), rests, waits, nanos);
        latencies.decided(record);
    }

    private void onCancel(RecordView record) {
        record.decode(cancel);
        OrderId id = id(cancel, SubmitCancelDecoder.strategyEncodingOffset(), cancel.intent());
        lives.cancelSent(id, activity(record), record.recordedAtNanos());
        latencies.decided(record);
    }

    private void onAmend(RecordView record) {
        record.decode(amend);
        OrderId id = id(amend, SubmitAmendDecoder.strategyEncodingOffset(), amend.intent());
        lives.amendSent(id, activity(record), amend.quantity(), record.recordedAtNanos());
        latencies.decided(record);
    }

    private void onReply(RecordView record) {
        record.decode(reply);
        if (reply.kind() == ReplyKind.NO_REPLY) {
            return;
        }
        OrderId id = id(reply, VenueReplyDecoder.strategyEncodingOffset(), reply.intent());
        long happened = reply.exchangeNanos();
        latencies.add(Stage.ENTRY, lives.requestedNanos(id, reply.kind()), happened);
        latencies.add(Stage.ACK, happened, record.recordedAtNanos());
        lives.replied(id, activity(record), reply, atVenue(happened, record));
    }

    private void onFill(RecordView record) {
        record.decode(fill);
        int instrument = record.instrument();
        if (!seen.isNew(instrument, fill)) {
            return;
        }
        Market market = markets.of(instrument);
        OrderId id = id(fill, FillDecoder.strategyEncodingOffset(), fill.intent());
        long price = fill.price();
        long quantity = fill.quantity();
        long change = fill.side() == Side.BUY ? quantity : -quantity;
        Liquidity liquidity = fill.liquidity();
        boolean ordered = fill.liquidation() != Flag.YES;
        PositionSide positionSide = fill.positionSide();
        long happened = fill.exchangeNanos();
        long nanos = atVenue(happened, record);
        long fee = fee(instrument);
        track(market.traded);
        market.traded.fill(price, change, fee);
        market.traded.mids().fill(nanos, price, change, MarkoutBlocks.cell(liquidity, fill.side()));
        market.trips(positionSide).fill(id, price, change, fee, record.recordedAtNanos(), record.sequence());
        market.activity.counts.fill(liquidity, price, quantity, ordered);
        lives.filled(id, liquidity, quantity, fill.queueAhead(), nanos);
        latencies.add(Stage.FILL, happened, record.recordedAtNanos());
    }

    /** Of the fill that is decoded: a fee in another asset than the instrument's is not counted, as by the account, which raises an alert. */
    private long fee(int instrument) {
        long fee = fill.fee();
        if (fee == Fixed8.NULL || fee == 0) {
            return 0;
        }
        String asset = fill.feeAsset();
        return asset.isEmpty() || asset.equals(markets.quoteAsset(instrument)) ? fee : 0;
    }

    private long atVenue(long happened, RecordView record) {
        long nanos = happened == Fixed8.NULL ? record.recordedAtNanos() : happened;
        lastVenueNanos = Math.max(lastVenueNanos, nanos);
        return nanos;
    }

    private static OrderId id(MessageDecoderFlyweight of, int strategyField, long intent) {
        return new OrderId(OrderId.getStrategy(of.buffer(), of.offset() + strategyField), intent);
    }
}
