package io.onetape.services.execution;

import io.onetape.journal.schema.Reason;
import io.onetape.replay.Emitter;
import io.onetape.services.execution.gate.VenueGate;

/** What a gateway shall send, counted against the rates, under the ids that the venue sees. */
final class Outlet {
    private final ExecutionRecords records;
    private final ClientOrderIds ids;
    private final VenueGate gate;

    Outlet(ExecutionRecords records, ClientOrderIds ids, VenueGate gate) {
        this.records = records;
        this.ids = ids;
        this.gate = gate;
    }

    /** Why nothing of the order but a cancel may be sent now, or NONE. */
    Reason hold(Order order, long now) {
        return gate.hold(order.instrument, now);
    }

    /** When the rate allows the next order. */
    long ordersFreeAtNanos(long now) {
        return gate.ordersFreeAtNanos(now);
    }

    /** When the rate allows the next cancel. */
    long cancelsFreeAtNanos(long now) {
        return gate.cancelsFreeAtNanos(now);
    }

    void submit(Order order, long now, Emitter out) {
        gate.orderSent(order.instrument, now);
        records.submit(order, ids, out);
    }

    void amend(Order order, long now, Emitter out) {
        gate.orderSent(order.instrument, now);
        records.amend(order, ids, out);
    }

    void cancel(Order order, int attempt, long venueOrderId, long now, Emitter out) {
        gate.cancelSent(now);
        records.cancel(order, attempt, venueOrderId, ids, out);
    }
}
