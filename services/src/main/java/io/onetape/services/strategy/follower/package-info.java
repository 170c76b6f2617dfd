/**
 * Trades on signals that were computed elsewhere. Pure.
 *
 * <p>In: such signals, book tops and what becomes of its own orders, by way of {@link io.onetape.services.strategy.Strategy}. Out: signals, orders, cancels.
 */
@NullMarked
package io.onetape.services.strategy.follower;

import org.jspecify.annotations.NullMarked;
