package io.onetape.backtest.run.clock;

/**
 * How the two clocks of one instrument's market facts are apart, in the order in which they were received. Feed latency is local time less exchange time. A fact is out of order if another
 * one that happened after it had been received before it. Single-threaded.
 */
public final class FeedClock {
    private long facts;
    private long negative;
    private long smallest = Long.MAX_VALUE;
    private long firstNanos;
    private long lastNanos;
    private long newestNanos = Long.MIN_VALUE;
    private long outOfOrder;
    private long largestStepBack;

    void measure(long localNanos, long exchangeNanos) {
        long latency = localNanos - exchangeNanos;
        firstNanos = facts == 0 ? localNanos : firstNanos;
        lastNanos = localNanos;
        facts++;
        negative += latency < 0 ? 1 : 0;
        smallest = Math.min(smallest, latency);
        if (exchangeNanos < newestNanos) {
            outOfOrder++;
            largestStepBack = Math.max(largestStepBack, newestNanos - exchangeNanos);
        } else {
            newestNanos = exchangeNanos;
        }
    }

    /** Facts with a time of the exchange; the others are not measured. */
    public long facts() {
        return facts;
    }

    /** How many were received before they happened. */
    public long negative() {
        return negative;
    }

    /** Feed latency at its smallest; 0 without facts. */
    public long smallestNanos() {
        return facts == 0 ? 0 : smallest;
    }

    /** Local time of the first. */
    public long firstNanos() {
        return firstNanos;
    }

    /** Local time of the last. */
    public long lastNanos() {
        return lastNanos;
    }

    public long outOfOrder() {
        return outOfOrder;
    }

    /** From the newest time of the exchange that had been received to that of a fact out of order; 0 if there is none. */
    public long largestStepBackNanos() {
        return largestStepBack;
    }
}
