/**
 * From a tick to an order, through real processes: {@code benchmarks/tick-to-order}.
 *
 * <p>In: a synthetic market at an even pace, and the configuration as it is shipped. Out: histograms of each stage, beside a bare Chronicle Queue chain with as
 * many hops.
 */
@NullMarked
package io.onetape.benchmarks.order;

import org.jspecify.annotations.NullMarked;
