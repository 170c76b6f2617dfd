/**
 * How fast services recover and start: {@code benchmarks/recovery}, {@code benchmarks/start}.
 *
 * <p>In: the result tape of a backtest. Out: records a second and core through all processors, every output compared with the one on the tape.
 */
@NullMarked
package io.onetape.benchmarks.recovery;

import org.jspecify.annotations.NullMarked;
