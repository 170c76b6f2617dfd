package io.onetape.services.risk;

import io.onetape.journal.record.OrderId;
import io.onetape.journal.schema.AlertRaisedEncoder;
import io.onetape.journal.schema.CancelRequestedEncoder;
import io.onetape.journal.schema.Flag;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.RiskBreachedEncoder;
import io.onetape.journal.schema.RiskDecisionEncoder;
import io.onetape.journal.schema.Severity;
import io.onetape.journal.schema.TradingHaltedEncoder;
import io.onetape.journal.schema.TradingResumedEncoder;
import io.onetape.journal.schema.TradingState;
import io.onetape.journal.schema.Verdict;
import io.onetape.replay.Emitter;

/** Writes what risk emits. */
final class RiskRecords {
    private final RiskDecisionEncoder decision = new RiskDecisionEncoder();
    private final RiskBreachedEncoder breached = new RiskBreachedEncoder();
    private final TradingHaltedEncoder halted = new TradingHaltedEncoder();
    private final TradingResumedEncoder resumed = new TradingResumedEncoder();
    private final CancelRequestedEncoder cancel = new CancelRequestedEncoder();
    private final AlertRaisedEncoder alert = new AlertRaisedEncoder();

    void decision(long strategy, long intent, int instrument, Verdicts verdict, Emitter out) {
        out.begin(decision, instrument);
        OrderId.putStrategy(
                decision.buffer(), decision.offset() + RiskDecisionEncoder.strategyEncodingOffset(), strategy);
        decision.intent(intent)
                .worstPosition(verdict.worstPosition)
                .value(verdict.value)
                .allowed(verdict.allowed)
                .verdict(verdict.reason == Reason.NONE ? Verdict.PASSED : Verdict.REFUSED)
                .reason(verdict.reason)
                .scope(verdict.scope);
        out.emit();
    }

    void breached(
            Limited by,
            int instrument,
            Reason reason,
            long value,
            long allowed,
            TradingState becomes,
            String detail,
            Emitter out) {
        out.begin(breached, instrument);
        OrderId.putStrategy(
                breached.buffer(), breached.offset() + RiskBreachedEncoder.strategyEncodingOffset(), by.strategy);
        breached.value(value)
                .allowed(allowed)
                .reason(reason)
                .scope(by.scope)
                .becomes(becomes)
                .detail(detail);
        out.emit();
    }

    void halted(int instrument, Reason reason, TradingState state, boolean flatten, String detail, Emitter out) {
        out.begin(halted, instrument);
        halted.reason(reason).state(state).flatten(flatten ? Flag.YES : Flag.NO).detail(detail);
        out.emit();
    }

    void resumed(String detail, Emitter out) {
        out.begin(resumed, 0);
        resumed.detail(detail);
        out.emit();
    }

    void cancel(OpenOrder order, Emitter out) {
        out.begin(cancel, order.instrument);
        OrderId.putStrategy(
                cancel.buffer(), cancel.offset() + CancelRequestedEncoder.strategyEncodingOffset(), order.strategy);
        cancel.intent(order.intent);
        out.emit();
    }

    void critical(int instrument, String name, String detail, Emitter out) {
        out.begin(alert, instrument);
        alert.severity(Severity.CRITICAL).name(name).detail(detail);
        out.emit();
    }
}
