/**
 * What directional strategies share: the view of a book, getting into a position and out of it again, and the settings of that. Pure.
 *
 * <p>In: what a strategy wants, book tops, and what becomes of its orders. Out: signals, orders and cancels, by way of
 * {@link io.onetape.services.strategy.StrategyContext}.
 */
@NullMarked
package io.onetape.services.strategy.roundtrip;

import org.jspecify.annotations.NullMarked;
