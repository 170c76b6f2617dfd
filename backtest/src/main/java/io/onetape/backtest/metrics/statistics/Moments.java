package io.onetape.backtest.metrics.statistics;

/**
 * Of a sample.
 *
 * @param variance ddof 1; NaN of fewer than two
 * @param skew m3 / m2^1.5 with population moments; NaN without variance
 * @param kurtosis m4 / m2^2 with population moments; NaN without variance
 */
record Moments(int count, double mean, double variance, double skew, double kurtosis) {
    static Moments of(double[] values) {
        int count = values.length;
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double mean = sum / count;
        double second = 0;
        double third = 0;
        double fourth = 0;
        for (double value : values) {
            double from = value - mean;
            second += from * from;
            third += from * from * from;
            fourth += from * from * from * from;
        }
        double m2 = second / count;
        return new Moments(
                count,
                mean,
                second / (count - 1),
                third / count / (m2 * StrictMath.sqrt(m2)),
                fourth / count / (m2 * m2));
    }

    double deviation() {
        return StrictMath.sqrt(variance);
    }
}
