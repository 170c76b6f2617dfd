package io.onetape.backtest.metrics.statistics;

/**
 * The chance that a strategy's true Sharpe ratio is above what the best of so many trials would show by luck alone (Bailey, López de Prado 2014). All ratios are
 * of one step (a day), not of a year.
 */
public final class DeflatedSharpe {
    private static final double EULER_MASCHERONI = 0.5772156649;

    private DeflatedSharpe() {}

    /**
     * The deflated ratio of one trial, from 0 to 1.
     *
     * @param sharpe of the trial
     * @param count its returns
     * @param skew of its returns
     * @param kurtosis of its returns; 3 of a normal distribution
     * @param threshold what luck would show: {@link #threshold}; 0 if it is the only trial, NaN if nobody knows
     */
    public static Figure of(double sharpe, int count, double skew, double kurtosis, double threshold) {
        if (Double.isNaN(threshold)) {
            return Figure.none("expected two trials with a daily ratio, to see how far they are apart");
        }
        double variance = 1 - skew * sharpe + (kurtosis - 1) / 4 * sharpe * sharpe;
        if (count < 2 || !(variance > 0)) {
            return Figure.none(
                    "expected two returns and a positive variance of the ratio, found " + count + " and " + variance);
        }
        return Figure.of(Normal.below((sharpe - threshold) * StrictMath.sqrt(count - 1) / StrictMath.sqrt(variance)));
    }

    /**
     * The ratio that the best of N trials would show if none had any skill: sqrt(V) ((1 - g) q(1 - 1/N) + g q(1 - 1/(N e))). V is of those that have a ratio; NaN if fewer than
     * two have one, for then nothing says what luck would show. 0 of a single trial.
     *
     * @param sharpes daily ratios of the trials that have one
     * @param run N: all that were run
     */
    public static double threshold(double[] sharpes, int run) {
        if (run < sharpes.length) {
            throw new IllegalArgumentException("expected at least " + sharpes.length + " trials, found " + run);
        }
        if (run < 2) {
            return 0;
        }
        return sharpes.length < 2
                ? Double.NaN
                : threshold(StrictMath.sqrt(Moments.of(sharpes).variance()), run);
    }

    /** The same from the trials' deviation and number, which is at least 2. */
    static double threshold(double deviation, int trials) {
        double best = Normal.quantile(1 - 1.0 / trials);
        double next = Normal.quantile(1 - 1 / (trials * StrictMath.E));
        return deviation * ((1 - EULER_MASCHERONI) * best + EULER_MASCHERONI * next);
    }
}
