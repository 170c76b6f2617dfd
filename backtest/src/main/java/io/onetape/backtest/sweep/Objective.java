package io.onetape.backtest.sweep;

import io.onetape.journal.fixed.Fixed8;
import java.util.Comparator;
import java.util.List;

/** What trials are ranked by. */
public enum Objective {
    /** Net profit. */
    NET("net"),
    /** Daily Sharpe ratio; none under 30 days. */
    SHARPE("sharpe"),
    /** Net profit over what was traded. */
    EDGE("edge"),
    /** Net profit over the largest drawdown; without bounds if there is a profit and no drawdown. */
    RETURN_OVER_DRAWDOWN("return-over-drawdown");

    private final String word;

    Objective(String word) {
        this.word = word;
    }

    /** Throws {@link IllegalArgumentException} naming what it found. */
    public static Objective parse(String word) {
        for (Objective objective : values()) {
            if (objective.word.equals(word)) {
                return objective;
            }
        }
        throw new IllegalArgumentException("expected net, sharpe, edge or return-over-drawdown, found '" + word + "'");
    }

    /** As typed. */
    public String word() {
        return word;
    }

    /** NaN if there is none. */
    public double of(Trial trial) {
        return switch (this) {
            case NET -> trial.netPnl();
            case SHARPE -> trial.daily().sharpe();
            case EDGE -> trial.edge() == Fixed8.NULL ? Double.NaN : trial.edge();
            case RETURN_OVER_DRAWDOWN -> ratio(trial.netPnl(), trial.maxDrawdown());
        };
    }

    /**
     * The best first, then those without the ratio by net profit, then those that did not trade, then refused ones; of equal ones the higher net profit, then the lower number.
     */
    public Comparator<Trial> bestFirst() {
        return Comparator.comparing((Trial trial) -> !trial.isRefused())
                .thenComparing(Trial::hasTraded)
                .thenComparing(trial -> !Double.isNaN(of(trial)))
                .thenComparingDouble(trial -> Double.isNaN(of(trial)) ? 0 : of(trial))
                .thenComparingLong(Trial::netPnl)
                .reversed()
                .thenComparingInt(Trial::number);
    }

    /** All of them, ranked. */
    public List<Trial> rank(List<Trial> trials) {
        return trials.stream().sorted(bestFirst()).toList();
    }

    private static double ratio(long netPnl, long drawdown) {
        return drawdown != 0 ? netPnl / (double) drawdown : netPnl > 0 ? Double.POSITIVE_INFINITY : 0;
    }
}
