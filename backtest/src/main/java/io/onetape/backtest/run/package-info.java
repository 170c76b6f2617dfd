/**
 * The run of a backtest: the processors of the live system over a recorded market, with a simulated venue, in simulated time.
 *
 * <p>In: a recorded tape and {@link io.onetape.backtest.run.BacktestSettings}. Out: a result tape, which begins with the settings and holds the market's facts
 * at the time we received them, what the processors derived, and the simulated venue's answers; and a summary.
 */
@NullMarked
package io.onetape.backtest.run;

import org.jspecify.annotations.NullMarked;
