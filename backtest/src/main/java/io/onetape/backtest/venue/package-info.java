/**
 * The simulated venue: what would have become of our orders. Pure; it lives in exchange time.
 *
 * <p>In: market facts and the submits, cancels and amends of our side, each at its exchange time. Out: acceptances, rejections, fills and funding, to a
 * listener, at exchange time. No latency and no tape in here: the backtest's driver adds both.
 */
@NullMarked
package io.onetape.backtest.venue;

import org.jspecify.annotations.NullMarked;
