package io.onetape.backtest.metrics.statistics;

import org.jspecify.annotations.Nullable;

/**
 * Counts values from 0 on in buckets whose width is 0.05 % of the value at most, exact below 4,096; memory has a bound. A value below 0 counts as 0, and is counted
 * besides. Single-threaded.
 */
public final class Buckets {
    private static final int BITS = 11;
    private static final int SUB_BUCKETS = 1 << BITS;
    private static final int ROWS = Long.SIZE - BITS;

    private final long[] @Nullable [] counts = new long[ROWS][];
    private final long[] @Nullable [] largest = new long[ROWS][];
    private long count;
    private long negative;
    private long max;

    public void add(long value) {
        long clipped = Math.max(0, value);
        int row = row(clipped);
        int column = (int) (clipped >>> Math.max(0, row - 1)) & (SUB_BUCKETS - 1);
        long[] ofRow = counts[row];
        long[] largestOfRow = largest[row];
        if (ofRow == null || largestOfRow == null) {
            ofRow = new long[SUB_BUCKETS];
            largestOfRow = new long[SUB_BUCKETS];
            counts[row] = ofRow;
            largest[row] = largestOfRow;
        }
        ofRow[column]++;
        largestOfRow[column] = Math.max(largestOfRow[column], clipped);
        count++;
        negative += value < 0 ? 1 : 0;
        max = Math.max(max, clipped);
    }

    /** Row 0 has the values below 2,048, one a bucket; row r those with r bits more. */
    private static int row(long value) {
        return Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(value) - BITS);
    }

    long count() {
        return count;
    }

    /** How many were below 0. */
    public long negative() {
        return negative;
    }

    /** Hears of each bucket that has any, from small values to large ones. */
    interface Visitor {
        void bucket(int index, long largestValue, long count);
    }

    void forEach(Visitor visitor) {
        for (int row = 0; row < ROWS; row++) {
            long[] ofRow = counts[row];
            long[] largestOfRow = largest[row];
            for (int i = 0; ofRow != null && largestOfRow != null && i < SUB_BUCKETS; i++) {
                if (ofRow[i] > 0) {
                    visitor.bucket(row * SUB_BUCKETS + i, largestOfRow[i], ofRow[i]);
                }
            }
        }
    }

    public Spread spread() {
        return new Spread(count, quantile(0.5), quantile(0.95), quantile(0.99), quantile(0.999), max);
    }

    /** The largest value of the bucket in which the smallest value is that at least this share does not exceed. */
    private long quantile(double share) {
        long rank = Math.max(1, (long) StrictMath.ceil(share * count));
        Quantile found = new Quantile(rank);
        forEach(found);
        return found.value;
    }

    private static final class Quantile implements Visitor {
        private final long rank;
        private long seen;
        private long value;

        Quantile(long rank) {
            this.rank = rank;
        }

        @Override
        public void bucket(int index, long largestValue, long count) {
            if (seen < rank) {
                value = largestValue;
            }
            seen += count;
        }
    }
}
