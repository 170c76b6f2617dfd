package io.onetape.backtest.metrics.statistics;

/**
 * A Sharpe ratio a year, without a riskless rate, and its moments.
 *
 * @param stepNanos between two marks of the equity
 * @param count returns
 * @param mean of one step
 * @param deviation of one step, ddof 1
 * @param skew population moments
 * @param kurtosis population moments; 3 of a normal distribution
 * @param lags how many autocorrelations the correction knows; 0: none is made
 * @param correction divides the i.i.d. ratio
 * @param uncorrected mean / deviation x square root of the steps a year
 * @param value uncorrected / correction
 * @param standardError of the value, Lo (2002)
 * @param probabilistic chance that the true ratio is above 0: the deflated ratio of a single trial
 */
public record Sharpe(
        long stepNanos,
        int count,
        Figure mean,
        Figure deviation,
        Figure skew,
        Figure kurtosis,
        int lags,
        Figure correction,
        Figure uncorrected,
        Figure value,
        Figure standardError,
        Figure probabilistic) {
    /** The ratio of one step: mean / deviation. */
    public Figure perStep() {
        return mean.isKnown() ? Figure.of(mean.value() / deviation.value()) : mean;
    }
}
