package io.onetape.backtest.run.clock;

import io.onetape.journal.record.RecordView;
import java.util.Arrays;

/**
 * Records, where they stand, in the order of (time, instrument, sequence). Meant for records that come nearly in this order: one that does costs no search, one that does not a step for
 * each that it has to overtake. Slots are used again. Single-threaded.
 */
final class RecordQueue {
    /** Beyond this the recording is out of order by so much that it is not one recording. */
    private static final int MAX_RECORDS = 1 << 22;

    private static final class Slot {
        final RecordView record = new RecordView();
        long nanos;
        int instrument;
        long sequence;

        boolean isAfter(Slot other) {
            if (nanos != other.nanos) {
                return nanos > other.nanos;
            }
            return instrument != other.instrument ? instrument > other.instrument : sequence > other.sequence;
        }
    }

    private Slot[] slots = newSlots(16, new Slot[0]);
    private Slot[] moved = new Slot[16]; // while some are brought forward
    private int head;
    private int size;

    void add(RecordView record, long nanos) {
        if (size == slots.length) {
            grow(record.sequence());
        }
        int mask = slots.length - 1;
        int at = head + size;
        Slot added = slots[at & mask];
        added.record.wrap(record.buffer(), 0, record.length());
        added.nanos = nanos;
        added.instrument = record.instrument();
        added.sequence = record.sequence();
        while (at > head && slots[(at - 1) & mask].isAfter(added)) {
            slots[at & mask] = slots[(at - 1) & mask];
            at--;
        }
        slots[at & mask] = added;
        size++;
    }

    /** What is about this instrument, or about all, comes at {@code nanos} at the latest. One pass, however many move. */
    void bringForward(int instrument, long nanos) {
        int mask = slots.length - 1;
        int kept = 0;
        int moving = 0;
        for (int i = head; i < head + size; i++) {
            Slot slot = slots[i & mask];
            if (slot.nanos > nanos && (slot.instrument == instrument || slot.instrument == 0)) {
                slot.nanos = nanos;
                move(slot, moving++);
            } else {
                slots[(head + kept++) & mask] = slot;
            }
        }
        while (moving > 0) { // merged from the end: what has been written is behind what is still to be read
            boolean keptIsLast = kept > 0 && slots[(head + kept - 1) & mask].isAfter(moved[moving - 1]);
            Slot last = keptIsLast ? slots[(head + kept - 1) & mask] : moved[moving - 1];
            slots[(head + kept + moving - 1) & mask] = last;
            kept -= keptIsLast ? 1 : 0;
            moving -= keptIsLast ? 0 : 1;
        }
    }

    /** Puts it among those that move, in order. */
    private void move(Slot slot, int moving) {
        if (moving == moved.length) {
            moved = Arrays.copyOf(moved, 2 * moving);
        }
        int at = moving;
        while (at > 0 && moved[at - 1].isAfter(slot)) {
            moved[at] = moved[at - 1];
            at--;
        }
        moved[at] = slot;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** True if the first record here comes before the first one there; neither is empty. */
    boolean isBefore(RecordQueue other) {
        return other.first().isAfter(first());
    }

    long firstNanos() {
        return first().nanos;
    }

    int firstInstrument() {
        return first().instrument;
    }

    /** The first one, until it is removed. */
    RecordView firstRecord() {
        return first().record;
    }

    void removeFirst() {
        head = (head + 1) & (slots.length - 1);
        size--;
    }

    private Slot first() {
        if (size == 0) {
            throw new IllegalStateException("expected a record, found none waiting");
        }
        return slots[head];
    }

    private void grow(long sequence) {
        if (size == MAX_RECORDS) {
            throw new IllegalStateException("expected at most " + MAX_RECORDS
                    + " records within the largest feed latency, found more at sequence " + sequence);
        }
        Slot[] inOrder = new Slot[size];
        for (int i = 0; i < size; i++) {
            inOrder[i] = slots[(head + i) & (slots.length - 1)];
        }
        slots = newSlots(2 * size, inOrder);
        head = 0;
    }

    private static Slot[] newSlots(int length, Slot[] first) {
        Slot[] slots = Arrays.copyOf(first, length);
        for (int i = first.length; i < length; i++) {
            slots[i] = new Slot();
        }
        return slots;
    }
}
