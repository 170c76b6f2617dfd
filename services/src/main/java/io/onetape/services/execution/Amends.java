package io.onetape.services.execution;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.reference.Instruments;
import io.onetape.journal.schema.AmendRequestedDecoder;
import io.onetape.journal.schema.OrderState;
import io.onetape.journal.schema.OrderType;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.ReplyKind;
import io.onetape.journal.schema.VenueReplyDecoder;
import io.onetape.replay.Emitter;
import io.onetape.services.execution.Order.AmendStep;

/**
 * Changes price and quantity of resting orders. The quantity is the whole one, fills included; null leaves what is.
 *
 * <p>What may be amended rests as a limit order of its strategy's own price, with no cancel and no other amend under way, to more than it has filled and
 * within the venue's rules, circuits and rates. All else is refused with a note, AMEND_REFUSED: nothing changes, and the order goes on.
 *
 * <p>An amend to more quantity or a higher price needs risk's decision on that very AmendRequested (causedBy), and is refused if there is none after a second;
 * others are sent at once. Until the venue has answered, OrderChanged shows the old price and quantity; the note that follows shows the new ones, with the
 * reason NONE. If the answer is lost, the order is in doubt, and the gateway says AMENDED or AMEND_REJECTED once it has asked.
 */
final class Amends {
    private static final long RISK_ANSWERS_WITHIN_NANOS = 1_000_000_000;

    private final Instruments instruments;
    private final OrderRules rules;
    private final Steps steps;
    private final Outlet outlet;
    private final Alarm alarm;

    Amends(Instruments instruments, OrderRules rules, Steps steps, Outlet outlet, Alarm alarm) {
        this.instruments = instruments;
        this.rules = rules;
        this.steps = steps;
        this.outlet = outlet;
        this.alarm = alarm;
    }

    /** The strategy asks; {@code sequence} is its request's. */
    void onRequested(Order order, AmendRequestedDecoder request, long sequence, long now, Emitter out) {
        if (order.isEnded()) {
            steps.note(order, Reason.ALREADY_TERMINAL, 0, out);
            return;
        }
        long price = request.price() == Fixed8.NULL ? order.price : request.price();
        long quantity = request.quantity() == Fixed8.NULL ? order.quantity : request.quantity();
        if (order.amend != AmendStep.NONE || !mayBecome(order, price, quantity)) {
            steps.note(order, Reason.AMEND_REFUSED, 0, out);
        } else if (price == order.price && quantity == order.quantity) {
            steps.note(order, Reason.NONE, 0, out); // it is so already
        } else {
            order.amendPrice = price;
            order.amendQuantity = quantity;
            order.amendRequest = sequence;
            if (price > order.price || quantity > order.quantity) {
                order.amend = AmendStep.ASKED;
                order.amendUntilNanos = now + RISK_ANSWERS_WITHIN_NANOS;
                alarm.at(order.amendUntilNanos, out);
            } else {
                send(order, now, out);
            }
        }
    }

    /** True if this decision of risk, caused by the record {@code cause}, is the one that the order's amend waits for. */
    boolean waitsFor(Order order, long cause) {
        return order.amend == AmendStep.ASKED && order.amendRequest == cause;
    }

    /** Risk has decided. */
    void onDecision(Order order, boolean passed, long now, Emitter out) {
        order.amend = AmendStep.NONE;
        if (passed && !order.isEnded() && mayBecome(order, order.amendPrice, order.amendQuantity)) {
            send(order, now, out);
        } else {
            steps.note(order, Reason.AMEND_REFUSED, 0, out);
        }
    }

    /** Time has passed. */
    void review(Order order, long now, Emitter out) {
        if (order.amend != AmendStep.ASKED) {
            return;
        }
        if (order.amendUntilNanos <= now) {
            onDecision(order, false, now, out);
        } else {
            alarm.at(order.amendUntilNanos, out);
        }
    }

    /** The venue has answered. An answer to no question is a repetition, or says of a human's amend: then it contradicts us. */
    void onReply(Order order, VenueReplyDecoder reply, Emitter out) {
        boolean amended = reply.kind() == ReplyKind.AMENDED;
        if (order.amend != AmendStep.SENT) {
            if (amended && reply.price() != Fixed8.NULL && reply.price() != order.price) {
                String ours = "price " + Fixed8.toString(order.price);
                steps.contradiction(order, ours, "an amend to " + Fixed8.toString(reply.price()), out);
            }
            return;
        }
        if (amended && isRepetition(order, reply)) {
            return;
        }
        boolean unknown = !amended && reply.reason() == Reason.UNKNOWN_ORDER;
        if (order.state == OrderState.IN_DOUBT && unknown && order.cumulative < order.quantity) {
            return; // still in doubt: that the venue does not know it now says nothing of what became of it
        }
        order.amend = AmendStep.NONE;
        if (amended) {
            adopt(order, reply.queueAhead());
        }
        settle(order, amended ? Reason.NONE : Reason.AMEND_REFUSED, reply.code(), out);
    }

    /** It says again what the order is already, and not what it is to become. */
    private static boolean isRepetition(Order order, VenueReplyDecoder reply) {
        return reply.price() == order.price
                && reply.leaves() != Fixed8.NULL
                && Math.addExact(order.cumulative, reply.leaves()) == order.quantity;
    }

    /** The venue says that the order rests: by what is open there, with or without the amend of which nothing was heard. */
    void onFound(Order order, VenueReplyDecoder reply) {
        if (order.amend != AmendStep.SENT) {
            return;
        }
        order.amend = AmendStep.NONE;
        if (isAmendIn(order, reply)) {
            adopt(order, reply.queueAhead());
        }
    }

    /** More has filled than the old quantity allows: the amend to more, whose answer is still to come or lost, is in force. */
    void onFilled(Order order) {
        if (order.amend == AmendStep.SENT
                && order.cumulative > order.quantity
                && order.amendQuantity > order.quantity) {
            order.amend = AmendStep.NONE;
            adopt(order, Fixed8.NULL);
        }
    }

    /** By the price, if that was to change, else by which of the two quantities what is open fits. */
    private static boolean isAmendIn(Order order, VenueReplyDecoder reply) {
        if (order.amendPrice != order.price) {
            return reply.price() == order.amendPrice;
        }
        if (reply.leaves() == Fixed8.NULL) {
            return false;
        }
        long smaller = Math.min(order.quantity, order.amendQuantity);
        boolean larger = Math.addExact(order.cumulative, reply.leaves()) > smaller;
        return larger == (order.amendQuantity > order.quantity);
    }

    private void send(Order order, long now, Emitter out) {
        if (outlet.hold(order, now) != Reason.NONE) {
            steps.note(order, Reason.AMEND_REFUSED, 0, out);
            return;
        }
        order.amend = AmendStep.SENT;
        outlet.amend(order, now, out);
    }

    private boolean mayBecome(Order order, long price, long quantity) {
        return !order.waitsForTrigger()
                && order.isResting()
                && !order.isManaged()
                && order.type == OrderType.LIMIT
                && !order.cancelUnderWay
                && quantity > order.cumulative
                && rules.check(order, price, quantity, instruments.get(order.instrument)) == Reason.NONE;
    }

    private static void adopt(Order order, long queueAhead) {
        boolean keepsPlace = order.amendPrice == order.price && order.amendQuantity <= order.quantity;
        order.price = order.amendPrice;
        order.quantity = order.amendQuantity;
        order.attemptQuantity = order.amendQuantity;
        if (!keepsPlace || queueAhead != Fixed8.NULL) {
            order.queueAhead = queueAhead;
        }
    }

    private void settle(Order order, Reason reason, int code, Emitter out) {
        if (order.isComplete()) {
            steps.move(order, OrderState.FILLED, reason, code, out);
        } else if (order.state == OrderState.IN_DOUBT) {
            steps.rest(order, reason, code, out);
        } else {
            steps.note(order, reason, code, out);
        }
    }
}
