package io.onetape.services.strategy;

import io.onetape.journal.record.OrderId;
import io.onetape.journal.schema.AlertRaisedEncoder;
import io.onetape.journal.schema.CancelRequestedEncoder;
import io.onetape.journal.schema.Flag;
import io.onetape.journal.schema.OrderRequestedEncoder;
import io.onetape.journal.schema.OrderType;
import io.onetape.journal.schema.PositionSide;
import io.onetape.journal.schema.Pricing;
import io.onetape.journal.schema.Severity;
import io.onetape.journal.schema.SignalEncoder;
import io.onetape.journal.schema.StrategyChange;
import io.onetape.journal.schema.StrategyChangedEncoder;
import io.onetape.journal.schema.StrategyMode;
import io.onetape.journal.schema.TimeInForce;
import io.onetape.replay.Emitter;
import java.nio.charset.StandardCharsets;

/** Writes what the strategies' processor emits. */
final class StrategyRecords {
    private final SignalEncoder signal = new SignalEncoder();
    private final OrderRequestedEncoder requested = new OrderRequestedEncoder();
    private final CancelRequestedEncoder cancel = new CancelRequestedEncoder();
    private final StrategyChangedEncoder changed = new StrategyChangedEncoder();
    private final AlertRaisedEncoder alert = new AlertRaisedEncoder();
    private String signalName = "";
    private byte[] signalUtf8 = {};

    void signal(long strategy, int instrument, String name, long value, long fairPrice, long position, Emitter out) {
        if (!name.equals(signalName)) { // so that the same name again costs no array
            signalName = name;
            signalUtf8 = name.getBytes(StandardCharsets.UTF_8);
        }
        out.begin(signal, instrument);
        OrderId.putStrategy(signal.buffer(), signal.offset() + SignalEncoder.strategyEncodingOffset(), strategy);
        signal.value(value)
                .fairPrice(fairPrice)
                .position(position)
                .priority(0)
                .putName(signalUtf8, 0, signalUtf8.length);
        out.emit();
    }

    void requested(
            long strategy,
            int instrument,
            OpenOrder order,
            OrderType type,
            TimeInForce timeInForce,
            boolean reduceOnly,
            Emitter out) {
        out.begin(requested, instrument);
        OrderId.putStrategy(
                requested.buffer(), requested.offset() + OrderRequestedEncoder.strategyEncodingOffset(), strategy);
        requested
                .intent(order.intent)
                .price(order.price)
                .quantity(order.leaves)
                .side(order.side)
                .orderType(type)
                .timeInForce(timeInForce)
                .reduceOnly(reduceOnly ? Flag.YES : Flag.NO)
                .urgentAfterNanos(0)
                .pricing(Pricing.AS_GIVEN)
                .positionSide(PositionSide.BOTH);
        out.emit();
    }

    void cancel(long strategy, int instrument, long intent, Emitter out) {
        out.begin(cancel, instrument);
        OrderId.putStrategy(
                cancel.buffer(), cancel.offset() + CancelRequestedEncoder.strategyEncodingOffset(), strategy);
        cancel.intent(intent);
        out.emit();
    }

    void changed(long strategy, int instrument, StrategyChange change, String hash, String detail, Emitter out) {
        out.begin(changed, instrument);
        OrderId.putStrategy(
                changed.buffer(), changed.offset() + StrategyChangedEncoder.strategyEncodingOffset(), strategy);
        changed.fromSequence(0)
                .change(change)
                .mode(StrategyMode.LIVE)
                .hash(hash)
                .detail(detail);
        out.emit();
    }

    void alert(String name, String detail, Emitter out) {
        out.begin(alert, 0);
        alert.severity(Severity.WARNING).name(name).detail(detail);
        out.emit();
    }
}
