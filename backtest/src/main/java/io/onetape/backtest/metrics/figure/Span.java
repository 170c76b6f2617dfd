package io.onetape.backtest.metrics.figure;

/**
 * What was looked at.
 *
 * @param firstNanos local time of the first record
 * @param lastNanos of the last one
 * @param lastSequence of the last one
 * @param clock whose time decides which mid stands beside a fill
 */
public record Span(long firstNanos, long lastNanos, long records, long lastSequence, Clock clock) {
    private static final double NANOS_PER_DAY = 86_400e9;

    /** A fill stands between the mids of the exchange's time, or of ours where the venue lives on our clock (paper). */
    public enum Clock {
        EXCHANGE,
        LOCAL
    }

    public double days() {
        return (lastNanos - firstNanos) / NANOS_PER_DAY;
    }
}
