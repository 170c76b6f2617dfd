package io.onetape.backtest.metrics.figure;

import io.onetape.backtest.metrics.statistics.Figure;

/**
 * The largest fall of the equity from its highest so far, the first of equal ones.
 *
 * @param money Fixed8, positive; 0 if equity never fell
 * @param ofPeak part of the equity at the peak
 * @param peakEquity Fixed8
 * @param peakNanos of the last record at the peak
 * @param troughNanos of the record at which the fall was deepest first
 * @param endNanos of the record that reached the peak again, else of the last record
 * @param recovered whether it was reached again
 */
public record Drawdown(
        long money,
        Figure ofPeak,
        long peakEquity,
        long peakNanos,
        long troughNanos,
        long troughSequence,
        long endNanos,
        boolean recovered) {
    /** From the peak until it was reached again, or to the end. */
    public long durationNanos() {
        return endNanos - peakNanos;
    }
}
