/**
 * A recorded session against the simulated venue.
 *
 * <p>In: a tape of live or paper trading, or of a backtest, with our requests and what the venue answered. Out: what of each order was filled, really and in the simulation, and the latencies
 * and the queue model that come closest to what really happened.
 */
@NullMarked
package io.onetape.backtest.likelive;

import org.jspecify.annotations.NullMarked;
