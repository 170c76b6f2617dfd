package io.onetape.services.execution;

import io.onetape.journal.schema.OrderState;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.Severity;
import io.onetape.replay.Emitter;
import io.onetape.services.orders.OrderLifeCycle;

/** Moves orders through their life, and says so. */
final class Steps {
    private final Orders orders;
    private final ExecutionRecords records;

    Steps(Orders orders, ExecutionRecords records) {
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

    /** Something has happened that leaves the state as it is. */
    void note(Order order, Reason reason, int code, Emitter out) {
        records.changed(order, order.state, reason, code, out);
    }

    /** The attempt is open at the venue. */
    void rest(Order order, Reason reason, int code, Emitter out) {
        move(order, order.cumulative > 0 ? OrderState.PARTIALLY_FILLED : OrderState.SUBMITTED, reason, code, out);
    }

    void contradiction(Order order, String expected, String found, Emitter out) {
        String detail = order.name() + ": expected " + expected + ", found " + found;
        records.alert(order.instrument, Severity.CRITICAL, "venue-contradiction", detail, out);
    }
}
