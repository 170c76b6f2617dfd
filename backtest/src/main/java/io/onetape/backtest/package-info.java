/**
 * Past market, simulated fills: the run itself, sweeps over many runs, their metrics and reports.
 *
 * <p>In: a recorded, imported or synthetic tape, a strategy's configuration, a SimulationConfigured record. Out: a result
 * tape, whose facts of the market are those of the input and whose venue is simulated, and reports read from it.
 */
@NullMarked
package io.onetape.backtest;

import org.jspecify.annotations.NullMarked;
