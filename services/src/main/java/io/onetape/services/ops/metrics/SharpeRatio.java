package io.onetape.services.ops.metrics;

/**
 * Mean of the equity's returns from minute to minute of the tape's time by their deviation, for a year of 365 days that are all traded. Minutes in which nothing
 * moved the account count as returns of 0. One thread writes; any thread reads.
 */
final class SharpeRatio {
    private static final long MINUTE_NANOS = 60_000_000_000L;
    private static final double MINUTES_A_YEAR = 525_600;
    private static final int FEWEST = 2;

    private long minute = Long.MIN_VALUE;
    private double before;
    private double sum;
    private double squares;
    private long count;
    private volatile double ratio = Double.NaN;

    void onEquity(double equity, long nanos) {
        long now = Math.floorDiv(nanos, MINUTE_NANOS);
        if (minute == Long.MIN_VALUE) {
            minute = now;
            before = equity;
        } else if (now > minute && before > 0) {
            double gained = equity / before - 1;
            sum += gained;
            squares += gained * gained;
            count += now - minute;
            minute = now;
            before = equity;
            double mean = sum / count;
            double deviation = Math.sqrt(Math.max(0, squares / count - mean * mean));
            ratio = count < FEWEST || deviation == 0 ? Double.NaN : mean / deviation * Math.sqrt(MINUTES_A_YEAR);
        }
    }

    /** Not a number before there are two minutes, or while nothing has moved. */
    double ratio() {
        return ratio;
    }
}
