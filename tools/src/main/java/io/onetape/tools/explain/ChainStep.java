package io.onetape.tools.explain;

import io.onetape.journal.record.RecordCopy;
import io.onetape.journal.record.RecordView;
import io.onetape.tools.format.Times;
import java.util.ArrayList;
import java.util.List;

/**
 * One step of an order's chain, as text.
 *
 * @param step since the step before, {@code -} of the first
 * @param total since the first
 */
public record ChainStep(long sequence, String stage, long nanos, String step, String total, String detail) {
    /** All steps of a chain, in its order. */
    public static List<ChainStep> of(List<RecordCopy> chain) {
        Stages stages = new Stages();
        List<ChainStep> steps = new ArrayList<>();
        long first = chain.isEmpty() ? 0 : chain.get(0).view().recordedAtNanos();
        long before = first;
        for (RecordCopy copy : chain) {
            RecordView record = copy.view();
            long nanos = record.recordedAtNanos();
            steps.add(new ChainStep(
                    record.sequence(),
                    stages.nameOf(record),
                    nanos,
                    steps.isEmpty() ? "-" : Times.span(nanos - before),
                    nanos == first ? "0" : Times.span(nanos - first),
                    stages.detailOf(record)));
            before = nanos;
        }
        return steps;
    }
}
