/**
 * The simulated venue as a service of a live system: paper trading.
 *
 * <p>In: a live tape's market facts and our requests, at the times at which they were recorded. Out: the venue's answers and fills.
 */
@NullMarked
package io.onetape.backtest.paper;

import org.jspecify.annotations.NullMarked;
