package io.onetape.services.execution;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.OrderState;
import io.onetape.journal.schema.Reason;
import io.onetape.replay.Emitter;

/**
 * Ends orders. Before anything of an order is at the venue it ends here; else a cancel is sent, one at a time for each order, and behind its submit. Over
 * the rate of cancels it waits for its turn; none is dropped.
 */
final class Cancels {
    private final Orders orders;
    private final Steps steps;
    private final Outlet outlet;
    private final Alarm alarm;

    Cancels(Orders orders, Steps steps, Outlet outlet, Alarm alarm) {
        this.orders = orders;
        this.steps = steps;
        this.outlet = outlet;
        this.alarm = alarm;
    }

    /** The open order shall end. */
    void end(Order order, Reason reason, long now, Emitter out) {
        if (order.state == OrderState.VALIDATING) {
            steps.move(order, OrderState.CANCELED, reason, 0, out);
            return;
        }
        order.ending = reason;
        send(order, now, out);
    }

    /** All open orders of an instrument, of all if it is 0, shall end, but not those that take positions back. */
    void endAll(int instrument, Reason reason, long now, Emitter out) {
        int index = 0;
        while (index < orders.openCount()) {
            Order order = orders.open(index);
            if ((instrument == 0 || instrument == order.instrument) && !order.isFlatten()) {
                end(order, reason, now, out);
            }
            if (!order.isEnded()) {
                index++; // an ended order has left its place to the next one
            }
        }
    }

    /** Of an instrument, of all if it is 0, what could raise a position shall end: a side's orders stay up to the position that they take back. */
    void endWhatRaises(int instrument, Positions positions, long now, Emitter out) {
        positions.beginReducing();
        int index = 0;
        while (index < orders.openCount()) {
            Order order = orders.open(index);
            if ((instrument == 0 || instrument == order.instrument) && !positions.reduces(order)) {
                end(order, Reason.REDUCE_ONLY_MODE, now, out);
            }
            if (!order.isEnded()) {
                index++;
            }
        }
    }

    /** Cancels the attempt that is at the venue, unless a cancel of it is under way. */
    void send(Order order, long now, Emitter out) {
        if (order.cancelUnderWay) {
            return;
        }
        order.cancelUnderWay = true;
        if (orders.firstWaitingCancel() == null && outlet.cancelsFreeAtNanos(now) <= now) {
            emit(order, order.attempt, now, out);
        } else {
            orders.letCancelWait(order);
            alarm.at(outlet.cancelsFreeAtNanos(now), out);
        }
    }

    /** An earlier attempt, or an order that had ended, lives at the venue against what was known: it must not. */
    void sweep(Order order, int attempt, long now, Emitter out) {
        emit(order, attempt, now, out);
    }

    /** Sends those that wait, as many as the rate allows. */
    void sendWaiting(long now, Emitter out) {
        Order order = orders.firstWaitingCancel();
        while (order != null) {
            long freeAt = outlet.cancelsFreeAtNanos(now);
            if (freeAt > now) {
                alarm.at(freeAt, out);
                return;
            }
            orders.cancelWaitsNoMore(order);
            emit(order, order.attempt, now, out);
            order = orders.firstWaitingCancel();
        }
    }

    /** The attempt has ended: what waits or is under way for it is void. */
    void forget(Order order) {
        orders.cancelWaitsNoMore(order);
        order.cancelUnderWay = false;
    }

    private void emit(Order order, int attempt, long now, Emitter out) {
        outlet.cancel(order, attempt, attempt == order.attempt ? order.venueOrderId : Fixed8.NULL, now, out);
    }
}
