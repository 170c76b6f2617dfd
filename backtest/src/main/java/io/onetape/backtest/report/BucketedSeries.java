package io.onetape.backtest.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A value that holds until it changes, through time, in at most {@link #MOST} buckets of one length: the smallest, the largest and the last value of each, so
 * that no peak is lost. Buckets double in length as the tape grows. Values are Fixed8. Single-threaded.
 */
public final class BucketedSeries {
    public static final int MOST = 1_000;

    private static final long SHORTEST_NANOS = 1_000_000;

    private final long[] lowest = new long[MOST];
    private final long[] highest = new long[MOST];
    private final long[] last = new long[MOST];
    private final boolean[] used = new boolean[MOST];
    private final long firstNanos;
    private long bucketNanos = SHORTEST_NANOS;

    BucketedSeries(long firstNanos) {
        this.firstNanos = firstNanos;
    }

    /**
     * A bucket in which something was added.
     *
     * @param nanos where it ends
     * @param lowest of the values that held in it, the one from before included
     */
    public record Bucket(long nanos, long lowest, long highest, long last) {}

    void add(long nanos, long value) {
        long behind = Math.max(0, nanos - firstNanos);
        reach(nanos);
        put((int) (behind / bucketNanos), value, value, value);
    }

    /** Has room for that time: series of one tape that have reached its end have buckets of one length. */
    void reach(long nanos) {
        while ((nanos - firstNanos) / bucketNanos >= MOST) {
            halve();
        }
    }

    public long bucketNanos() {
        return bucketNanos;
    }

    /** By time; buckets without a change are left out: the value before holds. */
    public List<Bucket> buckets() {
        List<Bucket> buckets = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            if (used[i]) {
                long before = buckets.isEmpty()
                        ? last[i]
                        : buckets.get(buckets.size() - 1).last();
                boolean isFirst = buckets.isEmpty();
                buckets.add(new Bucket(
                        firstNanos + (i + 1) * bucketNanos,
                        isFirst ? lowest[i] : Math.min(before, lowest[i]),
                        isFirst ? highest[i] : Math.max(before, highest[i]),
                        last[i]));
            }
        }
        return buckets;
    }

    private void put(int at, long low, long high, long latest) {
        lowest[at] = used[at] ? Math.min(lowest[at], low) : low;
        highest[at] = used[at] ? Math.max(highest[at], high) : high;
        last[at] = latest;
        used[at] = true;
    }

    private void halve() {
        bucketNanos *= 2;
        for (int i = 0; i < MOST; i++) {
            if (used[i]) {
                used[i] = false;
                put(i / 2, lowest[i], highest[i], last[i]);
            }
        }
    }
}
