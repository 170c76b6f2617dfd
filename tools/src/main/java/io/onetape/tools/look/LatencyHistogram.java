package io.onetape.tools.look;

/**
 * Percentiles of durations in constant memory: 16 buckets for each power of two, so what it says is at most 6 % too high. Negative durations count as the
 * smallest. Single-threaded.
 */
final class LatencyHistogram {
    private static final int BITS = 4;
    private static final int PER_POWER = 1 << BITS;

    private final int[] counts = new int[PER_POWER * (Long.SIZE - BITS + 1)];
    private long total;
    private long largest = Long.MIN_VALUE;

    void add(long nanos) {
        counts[bucketOf(Math.max(0, nanos))]++;
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
        for (int bucket = 0; bucket < counts.length; bucket++) {
            seen += counts[bucket];
            if (seen >= wanted) {
                return Math.min(highestOf(bucket), Math.max(0, largest));
            }
        }
        return 0;
    }

    void clear() {
        java.util.Arrays.fill(counts, 0);
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

    private static long highestOf(int bucket) {
        if (bucket < PER_POWER) {
            return bucket;
        }
        int shift = bucket / PER_POWER - 1;
        long lowest = (long) (bucket % PER_POWER + PER_POWER) << shift;
        return lowest + (1L << shift) - 1;
    }
}
