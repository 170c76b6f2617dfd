package io.onetape.backtest.likelive;

import io.onetape.backtest.latency.LatencyRule;
import io.onetape.journal.fixed.Fixed8;
import java.util.Arrays;

/**
 * One way's latencies of a session's own orders, as a constant and as a multiple of the feed latency.
 *
 * <p>Percentiles are nearest-rank: the smallest sample that at least so many of them do not exceed. The line {@code latency = multiple x feed + constant} is that of least squares. With a multiple below 0
 * it is the mean alone; with a constant below 0 the line through 0. {@code explained} is R², 1 - squared residuals / squared distances from the mean; 0 if all samples are equal.
 *
 * @param samples how many
 * @param p50 nanoseconds
 * @param p95 nanoseconds
 * @param multiple rounded to four decimals
 * @param constantNanos rounded to the nanosecond
 * @param explained R²
 */
public record LatencyFit(int samples, long p50, long p95, double multiple, long constantNanos, double explained) {
    private static final int ENOUGH = 30;
    private static final double WELL_EXPLAINED = 0.5;
    private static final double FOUR_DECIMALS = 10_000;
    private static final int PERCENT = 100;

    /** Sums of least squares. */
    private record Line(double multiple, double constant) {
        static Line of(long[] feed, long[] latency) {
            double meanX = mean(feed);
            double meanY = mean(latency);
            double squares = 0;
            double products = 0;
            double products0 = 0;
            double squares0 = 0;
            for (int i = 0; i < feed.length; i++) {
                squares += (feed[i] - meanX) * (feed[i] - meanX);
                products += (feed[i] - meanX) * (latency[i] - meanY);
                squares0 += (double) feed[i] * feed[i];
                products0 += (double) feed[i] * latency[i];
            }
            double slope = squares == 0 ? 0 : products / squares;
            if (slope <= 0) {
                return new Line(0, meanY);
            }
            double constant = meanY - slope * meanX;
            return constant >= 0 ? new Line(slope, constant) : new Line(products0 / squares0, 0);
        }

        double explained(long[] feed, long[] latency) {
            double mean = mean(latency);
            double residuals = 0;
            double distances = 0;
            for (int i = 0; i < feed.length; i++) {
                double residual = latency[i] - multiple * feed[i] - constant;
                residuals += residual * residual;
                distances += (latency[i] - mean) * (latency[i] - mean);
            }
            return distances == 0 ? 0 : 1 - residuals / distances;
        }

        private static double mean(long[] of) {
            double sum = 0;
            for (long each : of) {
                sum += each;
            }
            return sum / of.length;
        }
    }

    /** Of samples, the feed latency beside each; at least one. */
    static LatencyFit of(long[] feed, long[] latency) {
        Line line = Line.of(feed, latency);
        long[] sorted = latency.clone();
        Arrays.sort(sorted);
        return new LatencyFit(
                latency.length,
                percentile(sorted, 50),
                percentile(sorted, 95),
                Math.rint(line.multiple() * FOUR_DECIMALS) / FOUR_DECIMALS,
                (long) Math.rint(line.constant()),
                line.explained(feed, latency));
    }

    private static long percentile(long[] sorted, int percent) {
        int rank = (sorted.length * percent + PERCENT - 1) / PERCENT;
        return sorted[Math.max(0, rank - 1)];
    }

    /** True if the feed latency explains at least half of the variance, over 30 samples or more, by a line that a {@link LatencyRule} can be. */
    public boolean followsFeed() {
        return samples >= ENOUGH && multiple > 0 && explained >= WELL_EXPLAINED && isPossible();
    }

    private boolean isPossible() {
        return constantNanos <= LatencyRule.MAX_NANOS && multiple <= (double) LatencyRule.MAX_MULTIPLE / Fixed8.ONE;
    }

    /** What to simulate with: the line if it {@link #followsFeed}, else the median, a minute at most. */
    public LatencyRule rule() {
        return followsFeed()
                ? new LatencyRule(
                        constantNanos, Math.round(multiple * FOUR_DECIMALS) * (Fixed8.ONE / (long) FOUR_DECIMALS))
                : LatencyRule.constant(Math.max(0, Math.min(p50, LatencyRule.MAX_NANOS)));
    }
}
