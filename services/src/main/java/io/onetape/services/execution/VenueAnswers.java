package io.onetape.services.execution;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.FillDecoder;
import io.onetape.journal.schema.OrderState;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.ReplyKind;
import io.onetape.journal.schema.VenueReplyDecoder;
import io.onetape.replay.Emitter;
import io.onetape.services.execution.Order.AmendStep;
import io.onetape.services.orders.OrderLifeCycle;

/**
 * What replies and fills make of an order. A fill always counts, whatever the state: money has changed hands. It moves an open order on; one that comes
 * after the cancel or the expiry is noted with the same state; one that contradicts what is known is noted and raises an alert.
 *
 * <p>A reply that says nothing new moves nothing. One for an attempt that has ended already is late; if it says that this attempt lives, the attempt is
 * cancelled, and so is an order that lives though it was rejected. An order that shall end and comes out of doubt alive is cancelled again.
 */
final class VenueAnswers {
    private final Steps steps;
    private final Cancels cancels;
    private final Attempts attempts;
    private final Amends amends;

    VenueAnswers(Steps steps, Cancels cancels, Attempts attempts, Amends amends) {
        this.steps = steps;
        this.cancels = cancels;
        this.attempts = attempts;
        this.amends = amends;
    }

    void onReply(Order order, VenueReplyDecoder reply, long now, Emitter out) {
        ReplyKind kind = reply.kind();
        OrderState state = order.state;
        if (isOfAnEarlierAttempt(order, reply)) {
            onLateReply(order, reply, now, out);
            return;
        }
        OrderState next = OrderLifeCycle.after(state, kind);
        if (next == OrderState.NULL_VAL
                || reply.attempt() > order.attempt
                || (kind == ReplyKind.REJECTED && order.attemptFilled > 0 && next != state)) {
            onContradiction(order, reply, now, out);
            return;
        }
        if (reply.venueOrderId() != Fixed8.NULL) {
            order.venueOrderId = reply.venueOrderId();
        }
        if (order.isEnded()) {
            return; // late, and nothing new
        }
        switch (kind) {
            case CANCEL_REJECTED -> onCancelRejected(order, reply, now, out);
            case NO_REPLY -> onNoReply(order, reply, out);
            case AMENDED, AMEND_REJECTED -> amends.onReply(order, reply, out);
            case ACCEPTED -> onAccepted(order, reply, out);
            case TRIGGERED -> {
                order.triggered = true; // its fills follow
                onAccepted(order, reply, out);
            }
            default -> onEnd(order, next, reply, now, out);
        }
        if (!order.isEnded() && order.isEnding() && order.isResting() && order.state != state) {
            cancels.send(order, now, out); // what was asked for while nothing was known of it
        }
        attempts.review(order, now, out);
    }

    void onFill(Order order, FillDecoder fill, long now, Emitter out) {
        boolean ofThisAttempt = order.isOfThisAttempt(fill.venueOrderId());
        OrderState state = order.state;
        order.cumulative = Math.addExact(order.cumulative, fill.quantity());
        if (ofThisAttempt) {
            order.attemptFilled = Math.addExact(order.attemptFilled, fill.quantity());
            order.venueOrderId = order.venueOrderId == Fixed8.NULL ? fill.venueOrderId() : order.venueOrderId;
            order.refusals = 0;
        }
        amends.onFilled(order);
        boolean known = state == OrderState.VALIDATING
                ? order.attempt > 0
                : OrderLifeCycle.isFillable(state) && (ofThisAttempt || order.isResting());
        if (known && order.isComplete()) {
            steps.move(order, OrderState.FILLED, Reason.NONE, 0, out);
        } else if (known && state != OrderState.VALIDATING) {
            steps.move(order, OrderState.PARTIALLY_FILLED, Reason.NONE, 0, out);
        } else {
            steps.note(order, Reason.NONE, 0, out);
        }
        check(order, state, ofThisAttempt, fill, out);
        if (!order.isEnded()) {
            goOn(order, state, now, out);
        }
    }

    private void goOn(Order order, OrderState before, long now, Emitter out) {
        if (before == OrderState.IN_DOUBT && order.isEnding() && order.isResting()) {
            cancels.send(order, now, out);
        } else if (order.isManaged() && order.isResting() && order.attemptFilled >= order.attemptQuantity) {
            attempts.again(order, Reason.URGENT, 0, now, out); // the venue took no more at once
        } else if (order.isManaged() && order.state != OrderState.VALIDATING && order.isTooMuchOpen()) {
            attempts.replace(order, Reason.REQUOTED, now, out); // the attempt before has filled after its end
        }
    }

    /** What the fill says against what is known. */
    private void check(Order order, OrderState state, boolean ofThisAttempt, FillDecoder fill, Emitter out) {
        if (state == OrderState.FILLED
                || state == OrderState.REJECTED
                || (state == OrderState.VALIDATING && order.attempt == 0)) {
            steps.contradiction(order, "no fill of an order that is " + state, Fixed8.toString(fill.quantity()), out);
        } else if (order.cumulative > order.quantity) {
            String filled = Fixed8.toString(order.cumulative);
            steps.contradiction(order, "at most " + Fixed8.toString(order.quantity) + " filled", filled, out);
        } else if (ofThisAttempt
                && fill.cumulativeQuantity() != Fixed8.NULL
                && fill.cumulativeQuantity() != order.attemptFilled) {
            String theirs = Fixed8.toString(fill.cumulativeQuantity());
            steps.contradiction(order, "cumulative quantity " + Fixed8.toString(order.attemptFilled), theirs, out);
        }
    }

    private void onAccepted(Order order, VenueReplyDecoder reply, Emitter out) {
        if (order.state != OrderState.PENDING_SUBMIT && order.state != OrderState.IN_DOUBT) {
            return;
        }
        if (order.state == OrderState.IN_DOUBT) {
            amends.onFound(order, reply);
            order.next = Reason.NONE; // it was not cancelled
        }
        if (order.isMaker()) {
            order.refusals = 0;
            order.refusedPrice = Fixed8.NULL;
        }
        if (reply.queueAhead() != Fixed8.NULL) {
            order.queueAhead = reply.queueAhead();
        }
        steps.rest(order, Reason.NONE, reply.code(), out);
    }

    /** Rejected, canceled or expired: the order ends, or its next attempt follows. */
    private void onEnd(Order order, OrderState end, VenueReplyDecoder reply, long now, Emitter out) {
        Reason reason = reasonOf(order, reply);
        Reason goesOn = attempts.goesOn(order, reply.kind(), reason);
        if (goesOn != Reason.NONE) {
            attempts.again(order, goesOn, reply.code(), now, out);
        } else if (order.isManaged() && order.cumulative >= order.quantity) {
            steps.move(order, OrderState.FILLED, reason, reply.code(), out); // the rest of the attempt was too much
        } else {
            boolean hasFilled = end == OrderState.REJECTED && order.cumulative > 0; // by earlier attempts
            steps.move(order, hasFilled ? OrderState.CANCELED : end, reason, reply.code(), out);
        }
    }

    private void onCancelRejected(Order order, VenueReplyDecoder reply, long now, Emitter out) {
        if (!order.cancelUnderWay || order.cancelWaits) {
            return; // said before
        }
        order.cancelUnderWay = false; // it may be asked for again
        order.next = Reason.NONE;
        order.cancelRefusals++;
        order.pricedAtNanos = now; // not at once
        steps.note(order, reasonOf(order, reply), reply.code(), out);
    }

    /** Nothing came back. That is news of a submit without an answer, and of a cancel or amend that is under way; of anything else it is late. */
    private void onNoReply(Order order, VenueReplyDecoder reply, Emitter out) {
        boolean asked = (order.cancelUnderWay && !order.cancelWaits) || order.amend == AmendStep.SENT;
        if (order.state == OrderState.PENDING_SUBMIT || (asked && order.state != OrderState.IN_DOUBT)) {
            cancels.forget(order); // it may be asked for again
            steps.move(order, OrderState.IN_DOUBT, Reason.NO_REPLY, reply.code(), out);
        }
    }

    private static boolean isOfAnEarlierAttempt(Order order, VenueReplyDecoder reply) {
        boolean earlier = reply.attempt() > 0 && reply.attempt() < order.attempt;
        return earlier || (order.state == OrderState.VALIDATING && order.attempt > 0);
    }

    private void onLateReply(Order order, VenueReplyDecoder reply, long now, Emitter out) {
        long id = reply.venueOrderId();
        boolean known = id == Fixed8.NULL || id == order.venueOrderId || id == order.earlierVenueOrderId;
        if (reply.kind() == ReplyKind.ACCEPTED && !known) {
            steps.contradiction(order, "attempt " + reply.attempt() + " to have ended", "ACCEPTED", out);
            cancels.sweep(order, reply.attempt(), now, out);
        }
    }

    private void onContradiction(Order order, VenueReplyDecoder reply, long now, Emitter out) {
        steps.contradiction(
                order, "reply that " + order.state + " allows", reply.kind().name(), out);
        if (reply.kind() == ReplyKind.ACCEPTED && order.state == OrderState.REJECTED && order.attempt > 0) {
            cancels.sweep(order, order.attempt, now, out);
        }
    }

    private static Reason reasonOf(Order order, VenueReplyDecoder reply) {
        Reason reason = reply.reason();
        if (reason != Reason.NULL_VAL && reason != Reason.NONE) {
            return reason;
        }
        return reply.kind() == ReplyKind.CANCELED && order.isEnding() ? order.ending : Reason.VENUE;
    }
}
