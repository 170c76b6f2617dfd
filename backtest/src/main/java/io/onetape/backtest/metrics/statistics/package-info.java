/** Statistics over plain numbers. In: returns, samples, durations. Out: figures, each a number or the reason why there is none. */
@NullMarked
package io.onetape.backtest.metrics.statistics;

import org.jspecify.annotations.NullMarked;
