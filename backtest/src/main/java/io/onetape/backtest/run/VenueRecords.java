package io.onetape.backtest.run;

import io.onetape.backtest.latency.Latency;
import io.onetape.backtest.run.clock.DelayedRecords;
import io.onetape.backtest.venue.VenueListener;
import io.onetape.backtest.venue.VenueOrder;
import io.onetape.backtest.venue.VenueRequest;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.reference.Instrument;
import io.onetape.journal.schema.FillEncoder;
import io.onetape.journal.schema.Flag;
import io.onetape.journal.schema.FundingPaidEncoder;
import io.onetape.journal.schema.Liquidity;
import io.onetape.journal.schema.PositionSide;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.ReplyKind;
import io.onetape.journal.schema.VenueReplyEncoder;

/**
 * Writes down what the simulated venue answers and sends it on its way to us: each arrives after the response latency, none before another. Source and number
 * are written on arrival. Single-threaded.
 */
public final class VenueRecords implements VenueListener {
    private final VenueReplyEncoder reply = new VenueReplyEncoder();
    private final FillEncoder fill = new FillEncoder();
    private final FundingPaidEncoder funding = new FundingPaidEncoder();
    private final RecordDraft draft = new RecordDraft();
    private final DelayedRecords underWay;
    private final Latency response;
    private long arrivalNanos;

    public VenueRecords(DelayedRecords underWay, Latency response) {
        this.underWay = underWay;
        this.response = response;
    }

    @Override
    public void accepted(VenueOrder order, long exchangeNanos) {
        begin(ReplyKind.ACCEPTED, order.submit(), Reason.NONE, 0, exchangeNanos);
        reply.venueOrderId(order.venueOrderId())
                .price(order.price())
                .leaves(order.leaves())
                .queueAhead(order.queueAhead());
        send(order.submit());
    }

    @Override
    public void rejected(VenueRequest submit, Reason reason, int code, long exchangeNanos) {
        begin(ReplyKind.REJECTED, submit, reason, code, exchangeNanos);
        send(submit);
    }

    @Override
    public void canceled(VenueOrder order, VenueRequest cancel, long exchangeNanos) {
        begin(ReplyKind.CANCELED, cancel, Reason.REQUESTED, 0, exchangeNanos);
        reply.venueOrderId(order.venueOrderId()).price(order.price());
        send(cancel);
    }

    @Override
    public void cancelRejected(VenueRequest cancel, Reason reason, int code, long exchangeNanos) {
        begin(ReplyKind.CANCEL_REJECTED, cancel, reason, code, exchangeNanos);
        send(cancel);
    }

    @Override
    public void amended(VenueOrder order, VenueRequest amend, boolean keptPlace, long exchangeNanos) {
        begin(ReplyKind.AMENDED, amend, Reason.REQUESTED, 0, exchangeNanos);
        reply.venueOrderId(order.venueOrderId())
                .price(order.price())
                .leaves(order.leaves())
                .queueAhead(keptPlace ? Fixed8.NULL : order.queueAhead());
        send(amend);
    }

    @Override
    public void amendRejected(VenueRequest amend, Reason reason, int code, long exchangeNanos) {
        begin(ReplyKind.AMEND_REJECTED, amend, reason, code, exchangeNanos);
        send(amend);
    }

    @Override
    public void expired(VenueOrder order, Reason reason, long exchangeNanos) {
        begin(ReplyKind.EXPIRED, order.submit(), reason, 0, exchangeNanos);
        reply.venueOrderId(order.venueOrderId()).price(order.price());
        send(order.submit());
    }

    @Override
    public void triggered(VenueOrder order, long exchangeNanos) {
        begin(ReplyKind.TRIGGERED, order.submit(), Reason.NONE, 0, exchangeNanos);
        reply.venueOrderId(order.venueOrderId()).price(order.price()).leaves(order.leaves());
        send(order.submit());
    }

    @Override
    public void filled(
            VenueOrder order,
            long price,
            long quantity,
            Liquidity liquidity,
            long fee,
            long venueTradeId,
            long exchangeNanos) {
        VenueRequest submit = order.submit();
        arrivalNanos = arrivalOf(submit, exchangeNanos);
        draft.begin(fill, submit.instrument());
        OrderId.putStrategy(fill.buffer(), fill.offset() + FillEncoder.strategyEncodingOffset(), submit.strategy());
        fill.intent(submit.intent())
                .price(price)
                .quantity(quantity)
                .cumulativeQuantity(order.cumulativeQuantity())
                .fee(fee)
                .venueOrderId(order.venueOrderId())
                .venueTradeId(venueTradeId)
                .exchangeNanos(exchangeNanos)
                .receivedNanos(arrivalNanos)
                .side(order.side())
                .liquidity(liquidity)
                .positionSide(PositionSide.BOTH)
                .liquidation(order.isLiquidation() ? Flag.YES : Flag.NO)
                .queueAhead(liquidity == Liquidity.MAKER ? order.aheadOfFill() : Fixed8.NULL)
                .feeAsset(order.quoteAsset());
        draft.cause(submit.sequence(), submit.correlation());
        underWay.add(draft, arrivalNanos);
    }

    @Override
    public void fundingPaid(
            Instrument instrument, long payment, long rate, long mark, long position, long exchangeNanos) {
        draft.begin(funding, instrument.id())
                .payment(payment)
                .rate(rate)
                .mark(mark)
                .position(position)
                .exchangeNanos(exchangeNanos)
                .asset(instrument.quoteAsset());
        response.at(exchangeNanos);
        underWay.add(draft, exchangeNanos + response.nanos());
    }

    /** Nothing is open after it, and nothing is known of an order's number, price and queue, unless it is said afterwards. */
    private void begin(ReplyKind kind, VenueRequest request, Reason reason, int code, long exchangeNanos) {
        arrivalNanos = arrivalOf(request, exchangeNanos);
        draft.begin(reply, request.instrument());
        OrderId.putStrategy(
                reply.buffer(), reply.offset() + VenueReplyEncoder.strategyEncodingOffset(), request.strategy());
        reply.intent(request.intent())
                .attempt(request.attempt())
                .code(code)
                .venueOrderId(Fixed8.NULL)
                .exchangeNanos(exchangeNanos)
                .receivedNanos(arrivalNanos)
                .price(Fixed8.NULL)
                .leaves(0)
                .queueAhead(Fixed8.NULL)
                .kind(kind)
                .reason(reason);
    }

    private void send(VenueRequest request) {
        reply.detail("");
        draft.cause(request.sequence(), request.correlation());
        underWay.add(draft, arrivalNanos);
    }

    private long arrivalOf(VenueRequest request, long exchangeNanos) {
        response.at(exchangeNanos);
        long latency = request.intent() == 0 // a liquidation, which nobody has requested
                ? response.nanos()
                : response.nanos(request.template(), request.strategy(), request.intent(), request.attempt());
        return underWay.arrivalNanos(exchangeNanos + latency);
    }
}
