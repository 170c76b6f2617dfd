package io.onetape.services.execution;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.FillDecoder;
import io.onetape.journal.schema.OrderState;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.ReplyKind;
import io.onetape.journal.schema.Severity;
import io.onetape.journal.schema.VenueReplyDecoder;
import io.onetape.replay.Emitter;
import io.onetape.services.orders.OrderLifeCycle;

/**
 * What replies and fills make of an order. A fill always counts, whatever the state: money has changed hands. It moves an open order on; one that comes
 * after the cancel or the expiry is noted with the same state; one that contradicts what is known is noted and raises an alert.
 */
final class VenueAnswers {
    private final Orders orders;
    private final ExecutionRecords records;

    VenueAnswers(Orders orders, ExecutionRecords records) {
        this.orders = orders;
        this.records = records;
    }

    /** One legal step; an illegal one is a defect of ours. */
    void move(Order order, OrderState to, Reason reason, int code, Emitter out) {
        OrderState previous = order.state;
        if (!OrderLifeCycle.allows(previous, to)) {
            throw new IllegalStateException(
                    "expected a legal step of " + order.name() + ", found " + previous + " to " + to);
        }
        order.state = to;
        records.changed(order, previous, reason, code, out);
        if (order.isEnded()) {
            orders.end(order);
        }
    }

    void onReply(Order order, VenueReplyDecoder reply, Emitter out) {
        ReplyKind kind = reply.kind();
        OrderState state = order.state;
        OrderState next = OrderLifeCycle.after(state, kind);
        if (next == OrderState.NULL_VAL || (kind == ReplyKind.REJECTED && order.cumulative > 0 && next != state)) {
            contradiction(order, "reply that " + state + " allows", kind.name(), out);
            return;
        }
        if (reply.venueOrderId() != Fixed8.NULL) {
            order.venueOrderId = reply.venueOrderId();
        }
        if (order.isEnded()) {
            return; // late, and nothing new
        }
        if (kind == ReplyKind.CANCEL_REJECTED) {
            order.cancelRequested = false;
            records.changed(order, state, reasonOf(order, reply), reply.code(), out);
        } else if (kind == ReplyKind.NO_REPLY) {
            onNoReply(order, reply, out);
        } else if (next != state) {
            OrderState to = next == OrderState.SUBMITTED && order.cumulative > 0 ? OrderState.PARTIALLY_FILLED : next;
            move(order, to, kind == ReplyKind.ACCEPTED ? Reason.NONE : reasonOf(order, reply), reply.code(), out);
        }
    }

    void onFill(Order order, FillDecoder fill, Emitter out) {
        order.cumulative = Math.addExact(order.cumulative, fill.quantity());
        OrderState state = order.state;
        if (OrderLifeCycle.isFillable(state)) {
            boolean complete = order.cumulative >= order.quantity;
            move(order, complete ? OrderState.FILLED : OrderState.PARTIALLY_FILLED, Reason.NONE, 0, out);
        } else {
            records.changed(order, state, Reason.NONE, 0, out);
        }
        if (state == OrderState.FILLED || state == OrderState.REJECTED || state == OrderState.VALIDATING) {
            contradiction(order, "no fill of an order that is " + state, Fixed8.toString(fill.quantity()), out);
        } else if (order.cumulative > order.quantity) {
            String filled = Fixed8.toString(order.cumulative);
            contradiction(order, "at most " + Fixed8.toString(order.quantity) + " filled", filled, out);
        } else if (fill.cumulativeQuantity() != Fixed8.NULL && fill.cumulativeQuantity() != order.cumulative) {
            String theirs = Fixed8.toString(fill.cumulativeQuantity());
            contradiction(order, "cumulative quantity " + Fixed8.toString(order.cumulative), theirs, out);
        }
    }

    /** Nothing came back. That is news of a submit without an answer, and of a cancel that is under way; of anything else it is late. */
    private void onNoReply(Order order, VenueReplyDecoder reply, Emitter out) {
        if (order.state == OrderState.PENDING_SUBMIT || (order.cancelRequested && order.state != OrderState.IN_DOUBT)) {
            order.cancelRequested = false; // it may be asked for again
            move(order, OrderState.IN_DOUBT, Reason.NO_REPLY, reply.code(), out);
        }
    }

    private void contradiction(Order order, String expected, String found, Emitter out) {
        String detail = order.name() + ": expected " + expected + ", found " + found;
        records.alert(order.instrument, Severity.CRITICAL, "venue-contradiction", detail, out);
    }

    private static Reason reasonOf(Order order, VenueReplyDecoder reply) {
        Reason reason = reply.reason();
        if (reason != Reason.NULL_VAL && reason != Reason.NONE) {
            return reason;
        }
        return reply.kind() == ReplyKind.CANCELED && order.cancelRequested ? Reason.REQUESTED : Reason.VENUE;
    }
}
