package io.onetape.services.strategy;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.schema.AlertRaisedEncoder;
import io.onetape.journal.schema.AmendRequestedEncoder;
import io.onetape.journal.schema.CancelRequestedEncoder;
import io.onetape.journal.schema.Flag;
import io.onetape.journal.schema.OrderRequestedEncoder;
import io.onetape.journal.schema.OrderType;
import io.onetape.journal.schema.PositionSide;
import io.onetape.journal.schema.Pricing;
import io.onetape.journal.schema.Severity;
import io.onetape.journal.schema.SignalCombinedEncoder;
import io.onetape.journal.schema.SignalEncoder;
import io.onetape.journal.schema.StrategyChange;
import io.onetape.journal.schema.StrategyChangedEncoder;
import io.onetape.journal.schema.StrategyMode;
import io.onetape.journal.schema.TimeInForce;
import io.onetape.journal.schema.Trigger;
import io.onetape.journal.schema.TriggerSource;
import io.onetape.replay.Emitter;

/** Writes what the strategies' processor emits. */
final class StrategyRecords {
    private final SignalEncoder signal = new SignalEncoder();
    private final OrderRequestedEncoder requested = new OrderRequestedEncoder();
    private final SignalCombinedEncoder combined = new SignalCombinedEncoder();
    private final AmendRequestedEncoder amend = new AmendRequestedEncoder();
    private final CancelRequestedEncoder cancel = new CancelRequestedEncoder();
    private final StrategyChangedEncoder changed = new StrategyChangedEncoder();
    private final AlertRaisedEncoder alert = new AlertRaisedEncoder();
    private final SignalNames signalNames = new SignalNames();

    void signal(
            long strategy,
            int instrument,
            String name,
            long value,
            long fairPrice,
            long position,
            int priority,
            Emitter out) {
        byte[] utf8 = signalNames.utf8(name);
        out.begin(signal, instrument);
        OrderId.putStrategy(signal.buffer(), signal.offset() + SignalEncoder.strategyEncodingOffset(), strategy);
        signal.value(value)
                .fairPrice(fairPrice)
                .position(position)
                .priority(priority)
                .putName(utf8, 0, utf8.length);
        out.emit();
    }

    void combined(int instrument, long value, long leader, int strategies, Emitter out) {
        out.begin(combined, instrument);
        OrderId.putStrategy(
                combined.buffer(), combined.offset() + SignalCombinedEncoder.leaderEncodingOffset(), leader);
        combined.value(value).strategies(strategies);
        out.emit();
    }

    void requested(
            long strategy,
            StrategyContext on,
            OpenOrder order,
            OrderType type,
            TimeInForce timeInForce,
            boolean reduceOnly,
            Pricing pricing,
            long urgentAfterNanos,
            Emitter out) {
        begin(strategy, on, order, type, timeInForce, reduceOnly, out);
        requested
                .urgentAfterNanos(urgentAfterNanos)
                .pricing(pricing)
                .trigger(Trigger.NONE)
                .triggerSource(TriggerSource.LAST)
                .triggerPrice(Fixed8.NULL);
        out.emit();
    }

    void conditional(
            long strategy,
            StrategyContext on,
            OpenOrder order,
            OrderType type,
            TimeInForce timeInForce,
            boolean reduceOnly,
            Trigger trigger,
            TriggerSource source,
            long triggerPrice,
            Emitter out) {
        begin(strategy, on, order, type, timeInForce, reduceOnly, out);
        requested
                .urgentAfterNanos(0)
                .pricing(Pricing.AS_GIVEN)
                .trigger(trigger)
                .triggerSource(source)
                .triggerPrice(triggerPrice);
        out.emit();
    }

    private void begin(
            long strategy,
            StrategyContext on,
            OpenOrder order,
            OrderType type,
            TimeInForce timeInForce,
            boolean reduceOnly,
            Emitter out) {
        out.begin(requested, on.instrument().id());
        OrderId.putStrategy(
                requested.buffer(), requested.offset() + OrderRequestedEncoder.strategyEncodingOffset(), strategy);
        requested
                .intent(order.intent)
                .price(order.price)
                .quantity(order.quantity)
                .side(order.side)
                .orderType(type)
                .timeInForce(timeInForce)
                .reduceOnly(reduceOnly ? Flag.YES : Flag.NO)
                .positionSide(PositionSide.BOTH);
    }

    void cancel(long strategy, int instrument, long intent, Emitter out) {
        out.begin(cancel, instrument);
        OrderId.putStrategy(
                cancel.buffer(), cancel.offset() + CancelRequestedEncoder.strategyEncodingOffset(), strategy);
        cancel.intent(intent);
        out.emit();
    }

    void amend(long strategy, int instrument, long intent, long price, long quantity, Emitter out) {
        out.begin(amend, instrument);
        OrderId.putStrategy(amend.buffer(), amend.offset() + AmendRequestedEncoder.strategyEncodingOffset(), strategy);
        amend.intent(intent).price(price).quantity(quantity);
        out.emit();
    }

    void changed(
            long strategy,
            int instrument,
            StrategyChange change,
            StrategyMode mode,
            String hash,
            String detail,
            Emitter out) {
        out.begin(changed, instrument);
        OrderId.putStrategy(
                changed.buffer(), changed.offset() + StrategyChangedEncoder.strategyEncodingOffset(), strategy);
        changed.fromSequence(0).change(change).mode(mode).hash(hash).detail(detail);
        out.emit();
    }

    void alert(String name, String detail, Emitter out) {
        out.begin(alert, 0);
        alert.severity(Severity.WARNING).name(name).detail(detail);
        out.emit();
    }
}
