/** {@code tape backtest} and {@code tape demo}: a tape and options flow in, a result tape, its numbers and what to type next flow out. */
@NullMarked
package io.onetape.tools.backtest;

import org.jspecify.annotations.NullMarked;
