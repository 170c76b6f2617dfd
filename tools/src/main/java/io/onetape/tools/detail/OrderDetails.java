package io.onetape.tools.detail;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.CancelRequestedDecoder;
import io.onetape.journal.schema.Flag;
import io.onetape.journal.schema.OrderChangedDecoder;
import io.onetape.journal.schema.OrderRequestedDecoder;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.RiskDecisionDecoder;
import io.onetape.journal.schema.SignalDecoder;
import io.onetape.journal.schema.SubmitCancelDecoder;
import io.onetape.journal.schema.SubmitOrderDecoder;
import io.onetape.journal.schema.TimeInForce;

/** What a strategy wanted, and what risk and execution made of it. */
final class OrderDetails {
    private final SignalDecoder signal = new SignalDecoder();
    private final OrderRequestedDecoder requested = new OrderRequestedDecoder();
    private final CancelRequestedDecoder cancelRequested = new CancelRequestedDecoder();
    private final RiskDecisionDecoder decision = new RiskDecisionDecoder();
    private final OrderChangedDecoder changed = new OrderChangedDecoder();
    private final SubmitOrderDecoder submit = new SubmitOrderDecoder();
    private final SubmitCancelDecoder submitCancel = new SubmitCancelDecoder();

    /** Appends the words, or returns false if the record is of another family. */
    boolean append(StringBuilder to, RecordView record) {
        switch (record.templateId()) {
            case SignalDecoder.TEMPLATE_ID -> signal(to, record.decode(signal));
            case OrderRequestedDecoder.TEMPLATE_ID -> requested(to, record.decode(requested));
            case CancelRequestedDecoder.TEMPLATE_ID -> {
                record.decode(cancelRequested);
                Words.order(
                        to,
                        cancelRequested.buffer(),
                        cancelRequested.offset() + CancelRequestedDecoder.strategyEncodingOffset(),
                        cancelRequested.intent());
            }
            case RiskDecisionDecoder.TEMPLATE_ID -> decision(to, record.decode(decision));
            case OrderChangedDecoder.TEMPLATE_ID -> changed(to, record.decode(changed));
            case SubmitOrderDecoder.TEMPLATE_ID -> submit(to, record.decode(submit));
            case SubmitCancelDecoder.TEMPLATE_ID -> submitCancel(to, record.decode(submitCancel));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void signal(StringBuilder to, SignalDecoder from) {
        int strategy = from.offset() + SignalDecoder.strategyEncodingOffset();
        String name = from.name();
        Words.text(to, name.isEmpty() ? "signal" : name);
        Fixed8.append(to.append(' '), from.value());
        Words.fixed(to, "fair", from.fairPrice());
        Words.fixed(to, "position", from.position());
        to.append(" S=").append(OrderId.strategyName(OrderId.getStrategy(from.buffer(), strategy)));
    }

    private static void requested(StringBuilder to, OrderRequestedDecoder from) {
        Words.trade(to, from.side(), from.quantity(), from.price());
        timeInForce(to, from.timeInForce(), from.reduceOnly());
        int strategy = from.offset() + OrderRequestedDecoder.strategyEncodingOffset();
        Words.order(to.append(" o="), from.buffer(), strategy, from.intent());
    }

    private static void timeInForce(StringBuilder to, TimeInForce timeInForce, Flag reduceOnly) {
        to.append(' ').append(timeInForce == TimeInForce.GTX ? "post-only" : Words.name(timeInForce));
        if (reduceOnly == Flag.YES) {
            to.append(" reduce-only");
        }
    }

    private static void decision(StringBuilder to, RiskDecisionDecoder from) {
        int strategy = from.offset() + RiskDecisionDecoder.strategyEncodingOffset();
        Words.order(to, from.buffer(), strategy, from.intent());
        to.append(' ').append(Words.name(from.verdict()));
        reason(to, from.reason());
        Words.fixed(to, "worst", from.worstPosition());
        Fixed8.append(Words.fixed(to, "value", from.value()).append(" of "), from.allowed());
    }

    private static void changed(StringBuilder to, OrderChangedDecoder from) {
        int strategy = from.offset() + OrderChangedDecoder.strategyEncodingOffset();
        Words.order(to, from.buffer(), strategy, from.intent());
        to.append(' ').append(Words.name(from.state()));
        reason(to, from.reason());
        Words.trade(to.append(' '), from.side(), from.quantity(), from.price());
        Words.fixed(to, "leaves", from.leaves());
        if (from.code() != 0) {
            Words.number(to, "code", from.code());
        }
    }

    private static void submit(StringBuilder to, SubmitOrderDecoder from) {
        Words.trade(to, from.side(), from.quantity(), from.price());
        timeInForce(to, from.timeInForce(), from.reduceOnly());
        int strategy = from.offset() + SubmitOrderDecoder.strategyEncodingOffset();
        Words.order(to.append(" o="), from.buffer(), strategy, from.intent());
        Words.text(to.append(" id="), from.clientOrderId());
    }

    private static void submitCancel(StringBuilder to, SubmitCancelDecoder from) {
        int strategy = from.offset() + SubmitCancelDecoder.strategyEncodingOffset();
        Words.order(to, from.buffer(), strategy, from.intent());
        Words.number(to, "venueOrder", from.venueOrderId());
        Words.text(to.append(" id="), from.clientOrderId());
    }

    static void reason(StringBuilder to, Reason reason) {
        if (reason != Reason.NONE && reason != Reason.NULL_VAL) {
            to.append(' ').append(reason.name());
        }
    }
}
