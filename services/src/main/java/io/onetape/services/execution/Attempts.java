package io.onetape.services.execution;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.reference.Instrument;
import io.onetape.journal.reference.Instruments;
import io.onetape.journal.schema.OrderState;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.ReplyKind;
import io.onetape.journal.schema.TimeInForce;
import io.onetape.replay.Emitter;
import io.onetape.services.execution.gate.Settings;
import io.onetape.services.execution.gate.Settings.Setting;

/**
 * Submits orders, each attempt of an order once and under an id of its own. The next attempt is made only after the venue has ended the one before, so at
 * most one is open at the venue; between them the order is VALIDATING.
 *
 * <p>An order with a price is sent or, if it may not be now, rejected. One that execution prices itself rests at the best price of its side, post-only. It is
 * cancelled and priced anew when that price moves away, but not too often, not while the book is not valid, and not for a rest that the venue would refuse.
 * Once it is urgent, its rest is taken from the other side. What it cannot do now, it does later: its first attempt alone is rejected.
 */
final class Attempts {
    /** More than these are not made: the number is part of the id that the venue sees. */
    static final int MAX_ATTEMPTS = 9_999;

    /** After so many refused cancels in a row the order is left to the venue's answers: no endless loop on an order that the venue forgot. */
    static final int MAX_CANCEL_REFUSALS = 3;

    private static final long MILLI = 1_000_000;

    private final Instruments instruments;
    private final Settings settings;
    private final OrderRules rules;
    private final BestPrices prices;
    private final Steps steps;
    private final Cancels cancels;
    private final Outlet outlet;
    private final Alarm alarm;

    Attempts(
            Instruments instruments,
            Settings settings,
            OrderRules rules,
            BestPrices prices,
            Steps steps,
            Cancels cancels,
            Outlet outlet,
            Alarm alarm) {
        this.instruments = instruments;
        this.settings = settings;
        this.rules = rules;
        this.prices = prices;
        this.steps = steps;
        this.cancels = cancels;
        this.outlet = outlet;
        this.alarm = alarm;
    }

    /** Risk has passed the order. */
    void begin(Order order, long now, Emitter out) {
        order.passed = true;
        if (order.urgentAtNanos != Order.NEVER) {
            alarm.at(order.urgentAtNanos, out);
        }
        send(order, now, out);
    }

    /** Something has changed that an order may have waited for: the book, a circuit, the time. */
    void review(Order order, long now, Emitter out) {
        if (!order.isManaged() || !order.passed || order.isEnded() || order.isEnding()) {
            return;
        }
        order.taking |= order.urgentAtNanos <= now;
        if (order.state == OrderState.VALIDATING) {
            if (isDue(order, order.taking && order.refusals > 0, now, out)) {
                send(order, now, out);
            }
        } else if (order.isResting() && order.isMaker() && !order.cancelUnderWay) {
            follow(order, now, out);
        }
    }

    /** The attempt has ended, the order goes on. */
    void again(Order order, Reason why, int code, long now, Emitter out) {
        cancels.forget(order);
        order.attemptQuantity = order.attemptFilled; // nothing of it is open any more
        order.next = why;
        steps.move(order, OrderState.VALIDATING, why, code, out);
        review(order, now, out);
    }

    /** The attempt stays or is too large: it is cancelled, and what is left to do follows. */
    void replace(Order order, Reason why, long now, Emitter out) {
        order.next = why;
        cancels.send(order, now, out);
    }

    /** Why the order goes on after the venue has ended its attempt in this way; NONE if it ends too. */
    Reason goesOn(Order order, ReplyKind kind, Reason reason) {
        if (!order.isManaged() || order.isEnding() || order.leaves() == 0 || order.attempt >= MAX_ATTEMPTS) {
            return Reason.NONE;
        }
        if (order.next != Reason.NONE && kind != ReplyKind.REJECTED) {
            return order.next;
        }
        if (!mayBeRepeated(order, kind, reason) || order.refusals >= settings.get(Setting.RETRIES)) {
            return Reason.NONE;
        }
        order.refusals++;
        if (reason == Reason.POST_ONLY_WOULD_CROSS) {
            order.refusedPrice = order.price;
            return reason;
        }
        return order.isMaker() ? Reason.REQUOTED : Reason.URGENT;
    }

    /** Not what the venue or a human has decided against, but what only failed: it would have crossed, found nothing to take, never arrived. */
    private static boolean mayBeRepeated(Order order, ReplyKind kind, Reason reason) {
        if (kind == ReplyKind.REJECTED && order.state == OrderState.IN_DOUBT) {
            return true; // the gateway has asked: it is not there
        }
        if (order.isMaker()) {
            return reason == Reason.POST_ONLY_WOULD_CROSS;
        }
        boolean notNow = reason == Reason.NO_LIQUIDITY
                || reason == Reason.BOOK_NOT_VALID
                || reason == Reason.OUTAGE
                || reason == Reason.ORDER_RATE_LIMIT;
        return kind == ReplyKind.REJECTED ? notNow : reason != Reason.REDUCE_ONLY && reason != Reason.LIQUIDATION;
    }

    private void send(Order order, long now, Emitter out) {
        Instrument instrument = instruments.get(order.instrument);
        boolean first = order.attempt == 0;
        long price = order.pricedHere ? prices.of(order, instrument) : order.price;
        if (order.pricedHere && price == Fixed8.NULL) {
            if (first) {
                steps.move(order, OrderState.REJECTED, Reason.BOOK_NOT_VALID, 0, out);
            }
            return; // a later one waits for the book
        }
        long quantity = quantity(order, instrument);
        Reason broken = rules.check(order, price, quantity, instrument);
        if (broken != Reason.NONE) {
            steps.move(order, first ? OrderState.REJECTED : OrderState.CANCELED, broken, 0, out);
            return;
        }
        Reason hold = outlet.hold(order, now);
        if (hold == Reason.NONE) {
            submit(order, price, quantity, now, out);
        } else if (first && !order.isFlatten()) {
            steps.move(order, OrderState.REJECTED, hold, 0, out);
        } else if (hold == Reason.ORDER_RATE_LIMIT) {
            alarm.at(outlet.ordersFreeAtNanos(now), out);
        }
    }

    private void submit(Order order, long price, long quantity, long now, Emitter out) {
        Reason why = order.attempt == 0 ? Reason.NONE : order.taking ? Reason.URGENT : Reason.REQUOTED;
        order.attempt++; // sent once: without an answer it is in doubt, and the gateway asks the venue
        order.price = price;
        order.attemptQuantity = quantity;
        order.attemptFilled = 0;
        order.earlierVenueOrderId = order.venueOrderId == Fixed8.NULL ? order.earlierVenueOrderId : order.venueOrderId;
        order.venueOrderId = Fixed8.NULL;
        order.queueAhead = Fixed8.NULL;
        order.next = Reason.NONE;
        order.cancelRefusals = 0;
        order.pricedAtNanos = now;
        if (order.pricedHere) {
            order.timeInForce = order.taking ? TimeInForce.IOC : TimeInForce.GTX;
        }
        outlet.submit(order, now, out);
        steps.move(order, OrderState.PENDING_SUBMIT, why, 0, out);
    }

    /** The rest; of an order that takes a position back at most what the venue takes at once. */
    private static long quantity(Order order, Instrument instrument) {
        long rest = order.quantity - order.cumulative;
        boolean split = order.isFlatten() && instrument.maximumQuantity() != Fixed8.NULL;
        return split ? Math.min(rest, instrument.maximumQuantity()) : rest;
    }

    /** Requotes the resting attempt if its price is not the one any more that it should have. */
    private void follow(Order order, long now, Emitter out) {
        Instrument instrument = instruments.get(order.instrument);
        if ((!order.taking && !prices.isBehind(order, instrument))
                || order.attempt >= MAX_ATTEMPTS
                || order.cancelRefusals >= MAX_CANCEL_REFUSALS
                || !isDue(order, !order.taking || order.cancelRefusals > 0, now, out)) {
            return;
        }
        long price = prices.of(order, instrument);
        if (price == Fixed8.NULL || rules.check(order, price, order.leaves(), instrument) != Reason.NONE) {
            return; // what rests has a place in the queue; what would follow it has none
        }
        Reason hold = outlet.hold(order, now);
        if (hold == Reason.NONE) {
            replace(order, order.taking ? Reason.URGENT : Reason.REQUOTED, now, out);
        } else if (hold == Reason.ORDER_RATE_LIMIT) {
            alarm.at(outlet.ordersFreeAtNanos(now), out);
        }
    }

    /** True unless the order is to pause after its last price; it is looked at again then. */
    private boolean isDue(Order order, boolean pauses, long now, Emitter out) {
        long due = order.pricedAtNanos + settings.get(Setting.REQUOTE_MIN_MILLIS) * MILLI;
        if (!pauses || due <= now) {
            return true;
        }
        alarm.at(due, out);
        return false;
    }
}
