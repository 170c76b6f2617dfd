package io.onetape.backtest.metrics.figure;

/**
 * One whole day between two 00:00 UTC marks.
 *
 * @param epochDay the day's number since 1970-01-01
 * @param net profit or loss of the day, Fixed8
 * @param value net / capital
 */
public record DayReturn(long epochDay, long net, double value) {}
