package io.onetape.services.risk;

import io.onetape.journal.record.OrderId;
import io.onetape.journal.schema.Flag;
import io.onetape.journal.schema.LimitScope;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.RiskBreachedEncoder;
import io.onetape.journal.schema.RiskDecisionEncoder;
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
                .scope(LimitScope.INSTRUMENT);
        out.emit();
    }

    void breached(int instrument, long position, long allowed, Emitter out) {
        out.begin(breached, instrument);
        breached.value(position)
                .allowed(allowed)
                .reason(Reason.POSITION_LIMIT)
                .scope(LimitScope.INSTRUMENT)
                .becomes(TradingState.NORMAL)
                .detail("position after a fill");
        out.emit();
    }

    void tradingChanged(boolean halt, String detail, Emitter out) {
        if (halt) {
            out.begin(halted, 0);
            halted.reason(Reason.REQUESTED)
                    .state(TradingState.HALTED)
                    .flatten(Flag.NO)
                    .detail(detail);
        } else {
            out.begin(resumed, 0);
            resumed.detail(detail);
        }
        out.emit();
    }
}
