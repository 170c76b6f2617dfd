/** What becomes of orders, instrument by instrument. In: requests, answers and fills. Out: counts, ratios, time in the queue, latencies by stage, and the same fills for the paths of money. */
@NullMarked
package io.onetape.backtest.metrics.order;

import org.jspecify.annotations.NullMarked;
