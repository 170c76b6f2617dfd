package io.onetape.backtest.run.clock;

import io.onetape.journal.record.RecordView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records, where they stand, in the order of (time, instrument, sequence). Each type of event comes nearly in its own order, but some are received later than others: so each
 * type has its queue, by its number, and the first of their first ones is next. Single-threaded.
 */
final class RecordsInOrder {
    private final List<RecordQueue> queues = new ArrayList<>();
    private @Nullable RecordQueue[] byNumber = {};
    private @Nullable RecordQueue first; // the queue whose first record is next
    private @Nullable RecordQueue second; // the one that is next without it

    void add(RecordView record, long nanos) {
        add(record.templateId(), record, nanos);
    }

    /** The same, in a queue with another number than that of its type. */
    void add(int number, RecordView record, long nanos) {
        RecordQueue queue = number < byNumber.length ? byNumber[number] : null;
        if (queue == null) {
            queue = newQueue(number);
        }
        queue.add(record, nanos);
        advance(queue);
    }

    /** Records of one queue about an instrument, or about all, come at {@code nanos} at the latest. */
    void bringForward(int number, int instrument, long nanos) {
        RecordQueue queue = number < byNumber.length ? byNumber[number] : null;
        if (queue != null && !queue.isEmpty()) {
            queue.bringForward(instrument, nanos);
            advance(queue);
        }
    }

    /** The first record of a queue may be an earlier one now. */
    private void advance(RecordQueue queue) {
        if (queue == first) {
            return;
        }
        if (first == null || queue.isBefore(first)) {
            second = first;
            first = queue;
        } else if (queue != second && (second == null || queue.isBefore(second))) {
            second = queue;
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
        RecordQueue queue = first();
        queue.removeFirst();
        if (!queue.isEmpty() && (second == null || queue.isBefore(second))) {
            return; // as a rule
        }
        first = null;
        second = null;
        for (int i = 0; i < queues.size(); i++) {
            if (!queues.get(i).isEmpty()) {
                advance(queues.get(i));
            }
        }
    }

    private RecordQueue first() {
        if (first == null) {
            throw new IllegalStateException("expected a record, found none waiting");
        }
        return first;
    }

    private RecordQueue newQueue(int number) {
        RecordQueue queue = new RecordQueue();
        queues.add(queue);
        byNumber = Arrays.copyOf(byNumber, Math.max(byNumber.length, number + 1));
        byNumber[number] = queue;
        return queue;
    }
}
