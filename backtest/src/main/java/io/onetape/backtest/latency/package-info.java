/**
 * How long a request takes to the simulated venue, and its answer back.
 *
 * <p>In: {@link io.onetape.backtest.latency.LatencySettings}, and the feed latency as it is measured. Out: nanoseconds for one request, the same in every run.
 */
@NullMarked
package io.onetape.backtest.latency;

import org.jspecify.annotations.NullMarked;
