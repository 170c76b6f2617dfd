package io.onetape.backtest.sweep;

import io.onetape.backtest.metrics.statistics.DeflatedSharpe;
import io.onetape.backtest.metrics.statistics.Figure;
import io.onetape.backtest.metrics.statistics.SharpeRatios;
import java.util.List;

/** How much of a trial's Sharpe ratio the best of so many would show by luck. Immutable. */
public final class BestOfMany {
    private final int trials;
    private final double threshold;

    private BestOfMany(int trials, double threshold) {
        this.trials = trials;
        this.threshold = threshold;
    }

    /** Of all trials that were run over one tape; those that have a daily Sharpe ratio show how far they are apart, if there are two. */
    public static BestOfMany of(List<Daily> trials) {
        double[] ratios =
                trials.stream().filter(Daily::isKnown).mapToDouble(Daily::ratio).toArray();
        return new BestOfMany(trials.size(), DeflatedSharpe.threshold(ratios, trials.size()));
    }

    /** How many trials were run. */
    public int trials() {
        return trials;
    }

    /** The deflated Sharpe ratio of one of them. */
    public Figure deflated(Daily daily) {
        if (!daily.isKnown()) {
            return new Figure(
                    Double.NaN,
                    daily.days() < SharpeRatios.FEWEST
                            ? "expected " + SharpeRatios.FEWEST + " whole days, found " + daily.days()
                            : "the daily returns do not vary");
        }
        return DeflatedSharpe.of(daily.ratio(), daily.days(), daily.skew(), daily.kurtosis(), threshold);
    }
}
