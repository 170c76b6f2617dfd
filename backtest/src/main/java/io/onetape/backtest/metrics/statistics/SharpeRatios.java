package io.onetape.backtest.metrics.statistics;

/** Sharpe ratios from returns: of days, and of shorter steps with a correction for autocorrelation. */
public final class SharpeRatios {
    /** Fewer returns say nothing. */
    public static final int FEWEST = 30;

    public static final long DAY_NANOS = 86_400_000_000_000L;
    private static final double STEPS_PER_YEAR = 365;

    private SharpeRatios() {}

    /** Of daily returns. */
    public static Sharpe daily(double[] returns) {
        return of(returns, DAY_NANOS, 0, "whole days");
    }

    /** Of returns over a shorter step. */
    public static Sharpe intraday(double[] returns, long stepNanos) {
        int lags = (int) StrictMath.floor(4 * StrictMath.pow(returns.length / 100.0, 2.0 / 9));
        return of(returns, stepNanos, lags, "returns");
    }

    private static Sharpe of(double[] returns, long stepNanos, int lags, String unit) {
        if (returns.length < FEWEST) {
            return none(returns.length, stepNanos, "expected " + FEWEST + " " + unit + ", found " + returns.length);
        }
        Moments moments = Moments.of(returns);
        if (!(moments.variance() > 0)) {
            return none(returns.length, stepNanos, "the returns do not vary");
        }
        double ratio = moments.mean() / moments.deviation();
        double year = StrictMath.sqrt(STEPS_PER_YEAR * DAY_NANOS / stepNanos);
        double correction = StrictMath.sqrt(varianceRatio(returns, moments.mean(), lags));
        double error = StrictMath.sqrt((1 + ratio * ratio / 2) / returns.length) * year;
        boolean usable = correction > 0;
        String unusable = "the autocorrelations leave no variance";
        return new Sharpe(
                stepNanos,
                returns.length,
                Figure.of(moments.mean()),
                Figure.of(moments.deviation()),
                Figure.of(moments.skew()),
                Figure.of(moments.kurtosis()),
                lags,
                usable ? Figure.of(correction) : Figure.none(unusable),
                Figure.of(ratio * year),
                usable ? Figure.of(ratio * year / correction) : Figure.none(unusable),
                usable ? Figure.of(error / correction) : Figure.none(unusable),
                DeflatedSharpe.of(ratio, returns.length, moments.skew(), moments.kurtosis(), 0));
    }

    /** Of nothing that has returns. */
    public static Sharpe none(String reason) {
        return none(0, 0, reason);
    }

    private static Sharpe none(int count, long stepNanos, String reason) {
        Figure none = Figure.none(reason);
        return new Sharpe(stepNanos, count, none, none, none, none, 0, none, none, none, none, none);
    }

    /** 1 + 2 x sum of weighted autocorrelations, with Bartlett's weights: never below 0. */
    private static double varianceRatio(double[] returns, double mean, int lags) {
        double variance = 0;
        for (double value : returns) {
            variance += (value - mean) * (value - mean);
        }
        double ratio = 1;
        for (int lag = 1; lag <= lags; lag++) {
            double covariance = 0;
            for (int i = lag; i < returns.length; i++) {
                covariance += (returns[i] - mean) * (returns[i - lag] - mean);
            }
            ratio += 2 * (1 - lag / (lags + 1.0)) * covariance / variance;
        }
        return ratio;
    }
}
