package io.onetape.backtest.lookahead;

import io.onetape.journal.record.RecordView;
import java.util.Arrays;

/** Checksums of a whole run's result, and when its records were written. As checksums are chained, an equal one says that all before it is equal too. 12 bytes a record; single-threaded. */
final class WrittenRecords {
    private int[] checksums = new int[1 << 12];
    private long[] nanos = new long[1 << 12];
    private int size;

    void add(RecordView record) {
        if (size == checksums.length) {
            checksums = Arrays.copyOf(checksums, 2 * size);
            nanos = Arrays.copyOf(nanos, 2 * size);
        }
        checksums[size] = record.crc32c();
        nanos[size++] = record.recordedAtNanos();
    }

    int size() {
        return size;
    }

    /** True if the record with this place, from 0, is the same. */
    boolean isAt(int place, RecordView record) {
        return place < size && checksums[place] == record.crc32c() && nanos[place] == record.recordedAtNanos();
    }

    /** How many were written before this time; times do not go back. */
    int before(long time) {
        int from = 0;
        int to = size;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (nanos[middle] < time) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
