package io.onetape.backtest.run.clock;

import io.onetape.journal.record.RecordView;
import java.util.ArrayDeque;
import java.util.PriorityQueue;
import org.agrona.ExpandableArrayBuffer;

/** Copies of records in the order of (time, instrument, sequence). Slots are used again. Single-threaded. */
final class RecordHeap {
    /** Beyond this the recording is out of order by so much that it is not one recording. */
    private static final int MAX_RECORDS = 1 << 22;

    private static final class Slot implements Comparable<Slot> {
        final ExpandableArrayBuffer bytes = new ExpandableArrayBuffer(256);
        int length;
        long nanos;
        int instrument;
        long sequence;

        @Override
        public int compareTo(Slot other) {
            int byTime = Long.compare(nanos, other.nanos);
            int byInstrument = byTime != 0 ? byTime : Integer.compare(instrument, other.instrument);
            return byInstrument != 0 ? byInstrument : Long.compare(sequence, other.sequence);
        }
    }

    private final PriorityQueue<Slot> waiting = new PriorityQueue<>();
    private final ArrayDeque<Slot> free = new ArrayDeque<>();

    void add(RecordView record, long nanos) {
        if (waiting.size() == MAX_RECORDS) {
            throw new IllegalStateException("expected at most " + MAX_RECORDS
                    + " records within the largest feed latency, found more at sequence " + record.sequence());
        }
        Slot slot = free.isEmpty() ? new Slot() : free.pop();
        slot.length = record.length();
        slot.bytes.putBytes(0, record.buffer(), 0, slot.length);
        slot.nanos = nanos;
        slot.instrument = record.instrument();
        slot.sequence = record.sequence();
        waiting.add(slot);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    long firstNanos() {
        return first().nanos;
    }

    int firstInstrument() {
        return first().instrument;
    }

    /** Lays {@code view} over the first one, until it is removed. */
    RecordView first(RecordView view) {
        return view.wrap(first().bytes, 0, first().length);
    }

    void removeFirst() {
        free.push(waiting.remove());
    }

    private Slot first() {
        Slot first = waiting.peek();
        if (first == null) {
            throw new IllegalStateException("expected a record, found an empty heap");
        }
        return first;
    }
}
