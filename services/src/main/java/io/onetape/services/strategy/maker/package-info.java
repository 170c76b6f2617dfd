/**
 * The market maker: quotes on both sides of a fair price. Pure.
 *
 * <p>In: book tops and what becomes of its own orders, by way of {@link io.onetape.services.strategy.Strategy}. Out: signals, post-only orders, cancels.
 */
@NullMarked
package io.onetape.services.strategy.maker;

import org.jspecify.annotations.NullMarked;
