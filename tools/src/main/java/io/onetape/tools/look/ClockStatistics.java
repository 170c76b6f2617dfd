package io.onetape.tools.look;

import io.onetape.journal.fixed.Fixed8;

/** What the feed latencies say about the two clocks. Single-threaded. */
final class ClockStatistics {
    private long count;
    private long negative;
    private long smallest = Long.MAX_VALUE;
    private long largest = Long.MIN_VALUE;

    /** Takes one latency in nanoseconds; {@link Fixed8#NULL} is none. */
    void add(long nanos) {
        if (nanos == Fixed8.NULL) {
            return;
        }
        count++;
        if (nanos < 0) {
            negative++;
        }
        smallest = Math.min(smallest, nanos);
        largest = Math.max(largest, nanos);
    }

    long count() {
        return count;
    }

    /** Share of latencies below zero, a Fixed8 rounded half-even; 0 if there are none. */
    long negativeShare() {
        return count == 0 ? 0 : Fixed8.divide(negative, count);
    }

    /** Nanoseconds; of use if {@link #count} is not 0. */
    long smallestNanos() {
        return smallest;
    }

    /** Nanoseconds; of use if {@link #count} is not 0. */
    long largestNanos() {
        return largest;
    }
}
