package io.onetape.backtest.metrics.statistics;

/**
 * How values are spread. A quantile is the largest value of its bucket, which is 0.05 % wide at most: exact if all in it are equal. Nanoseconds or Fixed8.
 *
 * @param count 0: the others are 0 too
 */
public record Spread(long count, long p50, long p95, long p99, long p999, long max) {}
