/** How many rows of a recording a backtest handles in a second of one core: {@code benchmarks/backtest}. */
@NullMarked
package io.onetape.benchmarks.backtest;

import org.jspecify.annotations.NullMarked;
