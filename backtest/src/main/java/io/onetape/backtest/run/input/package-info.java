/**
 * Several recorded tapes as one: what a backtest over them reads.
 *
 * <p>In: recorded tapes and how their clocks are shifted. Out: one tape, in the order of shifted local time, and where each of its instruments comes from.
 */
@NullMarked
package io.onetape.backtest.run.input;

import org.jspecify.annotations.NullMarked;
