package io.onetape.tools.look;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Percentiles of durations in memory that depends on their spread alone: 1,024 buckets for each power of two, so what it says is at most 0.1 % above the truth,
 * and never outside what was added. Durations below zero have buckets of their own: clocks disagree. Single-threaded.
 */
final class LatencyHistogram {
    private static final int BITS = 10;
    private static final int PER_POWER = 1 << BITS;
    private static final int POWERS = Long.SIZE - BITS;

    private final int[] @Nullable [] counts =
            new int[2 * POWERS][]; // by power: from the lowest negative to the highest positive
    private final long[] totals = new long[2 * POWERS];
    private long total;
    private long smallest = Long.MAX_VALUE;
    private long largest = Long.MIN_VALUE;

    void add(long nanos) {
        int bucket = bucketOf(nanos < 0 ? ~nanos : nanos); // ~ is -nanos - 1: so the least long has a bucket too
        int power = nanos < 0 ? POWERS - 1 - (bucket >>> BITS) : POWERS + (bucket >>> BITS);
        int[] buckets = counts[power];
        if (buckets == null) {
            buckets = new int[PER_POWER];
            counts[power] = buckets;
        }
        buckets[bucket & (PER_POWER - 1)]++;
        totals[power]++;
        total++;
        smallest = Math.min(smallest, nanos);
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
        long left = Math.max(1, (total * thousandths + 999) / 1000);
        for (int power = 0; power < totals.length; power++) {
            int[] buckets = counts[power];
            if (buckets == null || left > totals[power]) {
                left -= totals[power];
                continue;
            }
            boolean negative = power < POWERS;
            for (int i = 0; i < PER_POWER; i++) {
                int at = negative ? PER_POWER - 1 - i : i;
                left -= buckets[at];
                if (left <= 0) {
                    int bucket = (negative ? POWERS - 1 - power : power - POWERS) * PER_POWER + at;
                    long nanos = negative ? ~lowestOf(bucket) : lowestOf(bucket + 1) - 1;
                    return Math.max(smallest, Math.min(nanos, largest));
                }
            }
        }
        return 0;
    }

    void clear() {
        for (int[] buckets : counts) {
            if (buckets != null) {
                Arrays.fill(buckets, 0);
            }
        }
        Arrays.fill(totals, 0);
        total = 0;
        smallest = Long.MAX_VALUE;
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
        // Behind the last bucket this is 2^63, which less 1 is the largest long.
        return (long) (bucket % PER_POWER + PER_POWER) << (bucket / PER_POWER - 1);
    }
}
