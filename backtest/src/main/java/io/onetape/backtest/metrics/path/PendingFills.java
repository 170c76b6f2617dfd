package io.onetape.backtest.metrics.path;

import java.util.Arrays;

/**
 * One instrument's fills that wait for the mid before them, or for the mids of their horizons, in the order in which they came. Each waits for one thing after the other.
 * Single-threaded.
 */
final class PendingFills {
    /** A minute of more than a thousand fills a second; then the oldest horizons are counted as left out. */
    static final int MOST = 1 << 16;

    private static final int FIELDS = 7;

    private long[] fields = new long[64 * FIELDS];
    private long first;
    private long end;

    /** Numbers of the fills that are here: from {@code first} to {@code end}, exclusive. */
    long first() {
        return first;
    }

    long end() {
        return end;
    }

    boolean isFull() {
        return end - first == MOST;
    }

    void add(long nanos, long price, long signedQuantity, int cell) {
        int capacity = fields.length / FIELDS;
        if (end - first == capacity) {
            long[] larger = new long[2 * fields.length];
            for (long number = first; number < end; number++) {
                int from = (int) (number % capacity) * FIELDS;
                int to = (int) (number % (2L * capacity)) * FIELDS;
                System.arraycopy(fields, from, larger, to, FIELDS);
            }
            fields = larger;
        }
        int at = at(end++);
        Arrays.fill(fields, at, at + FIELDS, 0);
        fields[at] = nanos;
        fields[at + 1] = price;
        fields[at + 2] = signedQuantity;
        fields[at + 3] = cell;
    }

    void removeFirst() {
        first++;
    }

    long nanos(long number) {
        return fields[at(number)];
    }

    long price(long number) {
        return fields[at(number) + 1];
    }

    /** Negative of a sell. */
    long quantity(long number) {
        return fields[at(number) + 2];
    }

    int cell(long number) {
        return (int) fields[at(number) + 3];
    }

    /** The mid before it is known. */
    void captured(long number, long mid, long state, boolean counts) {
        int at = at(number);
        fields[at + 4] = mid;
        fields[at + 5] = state;
        fields[at + 6] = counts ? 1 : 0;
    }

    long mid(long number) {
        return fields[at(number) + 4];
    }

    long state(long number) {
        return fields[at(number) + 5];
    }

    /** It has a mid before it, of a book that was known. */
    boolean isCaptured(long number) {
        return fields[at(number) + 6] == 1;
    }

    private int at(long number) {
        return (int) (number % (fields.length / FIELDS)) * FIELDS;
    }
}
