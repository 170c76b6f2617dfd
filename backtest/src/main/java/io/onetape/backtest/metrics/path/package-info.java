/** What becomes of money through time, for each instrument. In: fills, fees, mids and marks in their order. Out: equity, drawdown, markouts, causes and round trips, exact. */
@NullMarked
package io.onetape.backtest.metrics.path;

import org.jspecify.annotations.NullMarked;
