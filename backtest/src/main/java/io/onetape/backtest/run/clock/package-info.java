/**
 * The two clocks of a backtest: exchange time, when it happened there, and local time, when we received it.
 *
 * <p>In: a recorded tape. Out: how far the clocks are apart and how local time has to be shifted, the market facts in exchange order, and records that wait
 * for their latency to pass.
 */
@NullMarked
package io.onetape.backtest.run.clock;

import org.jspecify.annotations.NullMarked;
