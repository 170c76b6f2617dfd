package io.onetape.backtest.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import io.onetape.backtest.metrics.statistics.Sharpe;
import io.onetape.backtest.metrics.statistics.SharpeRatios;
import io.onetape.backtest.report.MetricsTree;
import java.math.BigDecimal;

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

    /** As a trial's line says; an older one does not. */
    public static Daily of(JsonNode line) {
        return new Daily(
                line.path("days").asInt(),
                figure(line, "dailyRatio"),
                figure(line, "sharpe"),
                figure(line, "dailySkew"),
                figure(line, "dailyKurtosis"));
    }

    private static double figure(JsonNode line, String name) {
        return MetricsTree.decimal(line.path(name)).map(BigDecimal::doubleValue).orElse(Double.NaN);
    }

    public boolean isKnown() {
        return Double.isFinite(ratio) && Double.isFinite(sharpe);
    }
}
