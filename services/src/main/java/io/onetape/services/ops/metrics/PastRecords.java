package io.onetape.services.ops.metrics;

import io.onetape.journal.record.RecordView;

/** Times and causes of the last {@link #SIZE} records, by sequence. Allocates nothing after its making. Single-threaded. */
final class PastRecords {
    /** At ten thousand events a second with three records each, two seconds and more: a chain inside one machine takes less. */
    static final int SIZE = 1 << 16;

    private static final int MASK = SIZE - 1;

    private final long[] sequences = new long[SIZE];
    private final long[] recordedAt = new long[SIZE];
    private final long[] begins = new long[SIZE]; // of market facts: when they were received
    private final long[] causes = new long[SIZE];
    private final int[] types = new int[SIZE];

    /** Remembers a record, and that it began at this time. */
    void add(RecordView record, long begin) {
        int at = (int) record.sequence() & MASK;
        sequences[at] = record.sequence();
        recordedAt[at] = record.recordedAtNanos();
        begins[at] = begin;
        causes[at] = record.causedBy();
        types[at] = record.templateId();
    }

    boolean has(long sequence) {
        return sequence > 0 && sequences[(int) sequence & MASK] == sequence;
    }

    long recordedAt(long sequence) {
        return recordedAt[(int) sequence & MASK];
    }

    long begin(long sequence) {
        return begins[(int) sequence & MASK];
    }

    /** Sequence of the nearest record of this type among what led to {@code sequence}, 0 if it is not remembered or there is none. */
    long nearestCause(long sequence, int type) {
        long at = sequence;
        while (has(at)) {
            if (types[(int) at & MASK] == type) {
                return at;
            }
            at = causes[(int) at & MASK];
        }
        return 0;
    }
}
