package io.onetape.replay.trace;

import io.onetape.journal.record.RecordCopy;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.FillDecoder;
import io.onetape.journal.schema.OrderChangedDecoder;
import io.onetape.journal.schema.OrderRequestedDecoder;
import io.onetape.journal.schema.OrderState;
import io.onetape.journal.schema.PositionChangedDecoder;
import io.onetape.journal.schema.RiskDecisionDecoder;
import io.onetape.journal.schema.SubmitOrderDecoder;
import io.onetape.journal.schema.VenueReplyDecoder;
import io.onetape.journal.schema.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What an order's chain lacks: each step of an order's life calls for the next. */
final class ChainGaps {
    private final RiskDecisionDecoder decision = new RiskDecisionDecoder();
    private final OrderChangedDecoder changed = new OrderChangedDecoder();
    private final Collection<RecordCopy> chain;

    ChainGaps(Collection<RecordCopy> chain) {
        this.chain = chain;
    }

    List<String> find() {
        List<String> gaps = new ArrayList<>();
        boolean submitted = has(SubmitOrderDecoder.TEMPLATE_ID);
        boolean filled = has(FillDecoder.TEMPLATE_ID);
        if (!has(OrderRequestedDecoder.TEMPLATE_ID)) {
            gaps.add("no OrderRequested: nobody asked for this order");
        } else if (!has(RiskDecisionDecoder.TEMPLATE_ID)) {
            gaps.add("no RiskDecision after the OrderRequested");
        }
        if (isPassed() && !submitted && !has(OrderState.REJECTED)) {
            gaps.add("no SubmitOrder although risk passed the order");
        }
        if (submitted && !filled && !has(VenueReplyDecoder.TEMPLATE_ID)) {
            gaps.add("no VenueReply to the SubmitOrder");
        }
        if (!filled && (has(OrderState.FILLED) || has(OrderState.PARTIALLY_FILLED))) {
            gaps.add("no Fill although the order is filled");
        }
        if (filled && !has(PositionChangedDecoder.TEMPLATE_ID)) {
            gaps.add("no PositionChanged after the Fill");
        }
        return gaps;
    }

    private boolean has(int templateId) {
        return chain.stream().anyMatch(copy -> copy.view().templateId() == templateId);
    }

    private boolean has(OrderState state) {
        return chain.stream().map(RecordCopy::view).anyMatch(record -> isChangeTo(record, state));
    }

    private boolean isChangeTo(RecordView record, OrderState state) {
        return record.templateId() == OrderChangedDecoder.TEMPLATE_ID
                && record.decode(changed).state() == state;
    }

    private boolean isPassed() {
        return chain.stream()
                .map(RecordCopy::view)
                .anyMatch(record -> record.templateId() == RiskDecisionDecoder.TEMPLATE_ID
                        && record.decode(decision).verdict() == Verdict.PASSED);
    }
}
