/** What a run's metrics are, as values. In: what the pass over a tape has found. Out: records that the JSON and the report read. */
@NullMarked
package io.onetape.backtest.metrics.figure;

import org.jspecify.annotations.NullMarked;
