package io.onetape.services.execution;

import io.onetape.journal.record.OrderId;
import io.onetape.journal.schema.AlertRaisedEncoder;
import io.onetape.journal.schema.CircuitChangedEncoder;
import io.onetape.journal.schema.CircuitState;
import io.onetape.journal.schema.OrderChangedEncoder;
import io.onetape.journal.schema.OrderState;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.Severity;
import io.onetape.journal.schema.SubmitAmendEncoder;
import io.onetape.journal.schema.SubmitCancelEncoder;
import io.onetape.journal.schema.SubmitOrderEncoder;
import io.onetape.replay.Emitter;

/** Writes what execution emits. */
final class ExecutionRecords {
    private final OrderChangedEncoder changed = new OrderChangedEncoder();
    private final SubmitOrderEncoder submit = new SubmitOrderEncoder();
    private final SubmitCancelEncoder cancel = new SubmitCancelEncoder();
    private final SubmitAmendEncoder amend = new SubmitAmendEncoder();
    private final CircuitChangedEncoder circuit = new CircuitChangedEncoder();
    private final AlertRaisedEncoder alert = new AlertRaisedEncoder();

    void changed(Order order, OrderState previous, Reason reason, int code, Emitter out) {
        out.begin(changed, order.instrument);
        OrderId.putStrategy(
                changed.buffer(), changed.offset() + OrderChangedEncoder.strategyEncodingOffset(), order.strategy);
        changed.intent(order.intent)
                .price(order.price)
                .quantity(order.quantity)
                .leaves(order.leaves())
                .cumulativeQuantity(order.cumulative)
                .code(code)
                .side(order.side)
                .previous(previous)
                .state(order.state)
                .reason(reason)
                .attempt(order.attempt)
                .positionSide(order.positionSide);
        out.emit();
    }

    void submit(Order order, ClientOrderIds ids, Emitter out) {
        ids.write(order.strategy, order.intent, order.attempt);
        out.begin(submit, order.instrument);
        OrderId.putStrategy(
                submit.buffer(), submit.offset() + SubmitOrderEncoder.strategyEncodingOffset(), order.strategy);
        submit.intent(order.intent)
                .price(order.price)
                .quantity(order.attemptQuantity)
                .attempt(order.attempt)
                .side(order.side)
                .orderType(order.type)
                .timeInForce(order.timeInForce)
                .reduceOnly(order.reduceOnly)
                .positionSide(order.positionSide)
                .trigger(order.trigger)
                .triggerSource(order.triggerSource)
                .triggerPrice(order.triggerPrice)
                .putClientOrderId(ids.bytes(), 0, ids.length());
        out.emit();
    }

    void cancel(Order order, int attempt, long venueOrderId, ClientOrderIds ids, Emitter out) {
        ids.write(order.strategy, order.intent, attempt);
        out.begin(cancel, order.instrument);
        OrderId.putStrategy(
                cancel.buffer(), cancel.offset() + SubmitCancelEncoder.strategyEncodingOffset(), order.strategy);
        cancel.intent(order.intent)
                .venueOrderId(venueOrderId)
                .attempt(attempt)
                .putClientOrderId(ids.bytes(), 0, ids.length());
        out.emit();
    }

    void amend(Order order, ClientOrderIds ids, Emitter out) {
        ids.write(order.strategy, order.intent, order.attempt);
        out.begin(amend, order.instrument);
        OrderId.putStrategy(
                amend.buffer(), amend.offset() + SubmitAmendEncoder.strategyEncodingOffset(), order.strategy);
        amend.intent(order.intent)
                .venueOrderId(order.venueOrderId)
                .price(order.amendPrice)
                .quantity(order.amendQuantity)
                .attempt(order.attempt)
                .putClientOrderId(ids.bytes(), 0, ids.length());
        out.emit();
    }

    void circuit(int instrument, String name, CircuitState state, String detail, Emitter out) {
        out.begin(circuit, instrument);
        circuit.state(state).circuit(name).detail(detail);
        out.emit();
    }

    void alert(int instrument, Severity severity, String name, String detail, Emitter out) {
        out.begin(alert, instrument);
        alert.severity(severity).name(name).detail(detail);
        out.emit();
    }
}
