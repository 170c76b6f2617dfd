/**
 * Which trials a sweep consists of.
 *
 * <p>In: values of parameters as typed, a seed, a shard. Out: numbered trials, the same on every machine.
 */
@NullMarked
package io.onetape.backtest.sweep;

import org.jspecify.annotations.NullMarked;
