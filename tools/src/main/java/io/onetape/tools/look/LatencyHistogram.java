package io.onetape.tools.look;

import java.util.Arrays;

/**
 * Percentiles of durations in constant memory: 16 buckets for each power of two, so what it says is at most 6 % from the truth. Durations below zero have
 * buckets of their own: clocks disagree. Single-threaded.
 */
final class LatencyHistogram {
    private static final int BITS = 4;
    private static final int PER_POWER = 1 << BITS;
    private static final int BUCKETS = PER_POWER * (Long.SIZE - BITS);

    private final int[] counts = new int[BUCKETS];
    private final int[] negatives = new int[BUCKETS];
    private long total;
    private long largest = Long.MIN_VALUE;

    void add(long nanos) {
        if (nanos < 0) {
            negatives[bucketOf(-nanos)]++;
        } else {
            counts[bucketOf(nanos)]++;
        }
        total++;
        largest = Math.max(largest, nanos);
    }

    long total() {
        return total;
    }

    long largest() {
        return largest;
    }

    /** The smallest duration that at least this share, in thousandths, does not exceed; 0 if there is none. */
    long percentile(int thousandths) {
        long wanted = Math.max(1, (total * thousandths + 999) / 1000);
        long seen = 0;
        for (int bucket = BUCKETS - 1; bucket >= 0; bucket--) {
            seen += negatives[bucket];
            if (seen >= wanted) {
                return Math.min(-lowestOf(bucket), largest);
            }
        }
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            seen += counts[bucket];
            if (seen >= wanted) {
                return Math.min(lowestOf(bucket + 1) - 1, largest);
            }
        }
        return 0;
    }

    void clear() {
        Arrays.fill(counts, 0);
        Arrays.fill(negatives, 0);
        total = 0;
        largest = Long.MIN_VALUE;
    }

    private static int bucketOf(long value) {
        if (value < PER_POWER) {
            return (int) value;
        }
        int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(value) - BITS;
        return (shift + 1) * PER_POWER + (int) (value >>> shift) - PER_POWER;
    }

    private static long lowestOf(int bucket) {
        if (bucket < PER_POWER) {
            return bucket;
        }
        return (long) (bucket % PER_POWER + PER_POWER) << (bucket / PER_POWER - 1);
    }
}
