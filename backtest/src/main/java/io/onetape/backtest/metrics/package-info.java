/**
 * The numbers of a run: the records of a tape with orders flow in, in one pass and bounded memory, and {@link io.onetape.backtest.metrics.RunMetrics} flows out.
 * The way of the data: the pass here hands records to {@code order} and {@code path}; what they hold becomes the values of {@code figure}, by way of {@code statistics}, and {@code json} writes them.
 * Money is exact; statistics are doubles, the same on every machine. docs/formats.md names each number with its unit and formula.
 */
@NullMarked
package io.onetape.backtest.metrics;

import org.jspecify.annotations.NullMarked;
