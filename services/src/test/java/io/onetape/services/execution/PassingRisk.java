package io.onetape.services.execution;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.AmendRequestedDecoder;
import io.onetape.journal.schema.LimitScope;
import io.onetape.journal.schema.OrderRequestedDecoder;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.RiskDecisionEncoder;
import io.onetape.journal.schema.Verdict;
import io.onetape.replay.Emitter;
import io.onetape.replay.Processor;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/** A risk that passes every order and every amend up to a quantity of 50, so that a scenario is about execution. */
final class PassingRisk implements Processor {
    private final OrderRequestedDecoder order = new OrderRequestedDecoder();
    private final AmendRequestedDecoder amend = new AmendRequestedDecoder();
    private final RiskDecisionEncoder decision = new RiskDecisionEncoder();

    @Override
    public String name() {
        return "risk";
    }

    @Override
    public void onRecord(RecordView record, Emitter out) {
        if (record.templateId() == OrderRequestedDecoder.TEMPLATE_ID) {
            record.decode(order);
            long strategy = OrderId.getStrategy(
                    order.buffer(), order.offset() + OrderRequestedDecoder.strategyEncodingOffset());
            decide(record.instrument(), strategy, order.intent(), order.quantity(), out);
        } else if (record.templateId() == AmendRequestedDecoder.TEMPLATE_ID) {
            record.decode(amend);
            long strategy = OrderId.getStrategy(
                    amend.buffer(), amend.offset() + AmendRequestedDecoder.strategyEncodingOffset());
            decide(record.instrument(), strategy, amend.intent(), amend.quantity(), out);
        }
    }

    private void decide(int instrument, long strategy, long intent, long quantity, Emitter out) {
        boolean passed = quantity <= 50 * Fixed8.ONE;
        out.begin(decision, instrument);
        OrderId.putStrategy(
                decision.buffer(), decision.offset() + RiskDecisionEncoder.strategyEncodingOffset(), strategy);
        decision.intent(intent)
                .worstPosition(Fixed8.NULL)
                .value(Fixed8.NULL)
                .allowed(Fixed8.NULL)
                .verdict(passed ? Verdict.PASSED : Verdict.REFUSED)
                .reason(passed ? Reason.NONE : Reason.POSITION_LIMIT)
                .scope(LimitScope.INSTRUMENT);
        out.emit();
    }

    @Override
    public void writeState(WireOut state) {}

    @Override
    public void readState(WireIn state) {}
}
