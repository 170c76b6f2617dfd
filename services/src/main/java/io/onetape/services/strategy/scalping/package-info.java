/**
 * Takes small profits where one side of the book is the heavier. Pure.
 *
 * <p>In: book tops and what becomes of its own orders, by way of {@link io.onetape.services.strategy.Strategy}. Out: signals, orders, cancels.
 */
@NullMarked
package io.onetape.services.strategy.scalping;

import org.jspecify.annotations.NullMarked;
