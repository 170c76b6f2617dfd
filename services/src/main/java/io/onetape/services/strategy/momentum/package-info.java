/**
 * Follows a trend. Pure.
 *
 * <p>In: book tops and what becomes of its own orders, by way of {@link io.onetape.services.strategy.Strategy}. Out: signals, orders, cancels.
 */
@NullMarked
package io.onetape.services.strategy.momentum;

import org.jspecify.annotations.NullMarked;
