package io.onetape.backtest.run.clock;

import io.onetape.journal.record.RecordView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records, where they stand, in the order of (time, instrument, sequence). Each type of event comes nearly in its own order, but some are received later than others: so each
 * type has its queue, and the first of their first ones is next. Single-threaded.
 */
final class RecordsInOrder {
    private final List<RecordQueue> queues = new ArrayList<>();
    private @Nullable RecordQueue[] byTemplate = {};
    private @Nullable RecordQueue first; // the queue whose first record is next

    void add(RecordView record, long nanos) {
        int template = record.templateId();
        RecordQueue queue = template < byTemplate.length ? byTemplate[template] : null;
        if (queue == null) {
            queue = newQueue(template);
        }
        queue.add(record, nanos);
        if (first == null || (queue != first && queue.isBefore(first))) {
            first = queue;
        }
    }

    /** Records of one kind about an instrument, or about all, come at {@code nanos} at the latest. */
    void bringForward(int template, int instrument, long nanos) {
        RecordQueue queue = template < byTemplate.length ? byTemplate[template] : null;
        if (queue != null && !queue.isEmpty()) {
            queue.bringForward(instrument, nanos);
            if (first == null || (queue != first && queue.isBefore(first))) {
                first = queue;
            }
        }
    }

    boolean isEmpty() {
        return first == null;
    }

    long firstNanos() {
        return first().firstNanos();
    }

    int firstInstrument() {
        return first().firstInstrument();
    }

    /** The first one, until it is removed. */
    RecordView firstRecord() {
        return first().firstRecord();
    }

    void removeFirst() {
        first().removeFirst();
        first = null;
        for (int i = 0; i < queues.size(); i++) {
            RecordQueue queue = queues.get(i);
            if (!queue.isEmpty() && (first == null || queue.isBefore(first))) {
                first = queue;
            }
        }
    }

    private RecordQueue first() {
        if (first == null) {
            throw new IllegalStateException("expected a record, found none waiting");
        }
        return first;
    }

    private RecordQueue newQueue(int template) {
        RecordQueue queue = new RecordQueue();
        queues.add(queue);
        byTemplate = Arrays.copyOf(byTemplate, Math.max(byTemplate.length, template + 1));
        byTemplate[template] = queue;
        return queue;
    }
}
