/**
 * Series of prices in whole numbers: when to take a sample, moving averages, mean and deviation of a window. Pure.
 *
 * <p>In: prices and times, from strategies. Out: Fixed8 numbers, exact but for the named rounding.
 */
@NullMarked
package io.onetape.services.strategy.series;

import org.jspecify.annotations.NullMarked;
