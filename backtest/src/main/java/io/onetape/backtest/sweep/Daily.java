package io.onetape.backtest.sweep;

import io.onetape.backtest.metrics.Sharpe;
import io.onetape.backtest.metrics.SharpeRatios;

/**
 * Daily returns of a trial in few numbers. What there is none of is NaN.
 *
 * @param days whole days
 * @param ratio mean / deviation of the daily returns: {@code sharpe} without the year; NaN under 30 days
 * @param sharpe a year
 * @param skew population moment
 * @param kurtosis population moment, 3 of a normal distribution
 */
public record Daily(int days, double ratio, double sharpe, double skew, double kurtosis) {
    public static final Daily NONE = new Daily(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    public static Daily of(double[] returns) {
        Sharpe sharpe = SharpeRatios.daily(returns);
        return new Daily(
                returns.length,
                sharpe.mean().value() / sharpe.deviation().value(),
                sharpe.value().value(),
                sharpe.skew().value(),
                sharpe.kurtosis().value());
    }

    public boolean isKnown() {
        return Double.isFinite(ratio) && Double.isFinite(sharpe);
    }
}
