package io.onetape.services.ops.metrics;

/** How fast a counter has grown lately, from what it was whenever somebody asked. Two askers within a second get the same. From any thread. */
final class Rate {
    private static final long SHORTEST_NANOS = 1_000_000_000L;

    private long count;
    private long nanos;
    private double perSecond;
    private boolean begun;

    /** A second; 0 at first. */
    synchronized double perSecond(long countNow, long nowNanos) {
        if (!begun) {
            begun = true;
            count = countNow;
            nanos = nowNanos;
        } else if (nowNanos - nanos >= SHORTEST_NANOS) {
            perSecond = (countNow - count) * 1e9 / (nowNanos - nanos);
            count = countNow;
            nanos = nowNanos;
        }
        return perSecond;
    }
}
