/**
 * Raw captures of Binance's streams and REST replies. In: lines of receive stamp and frame. Out: one market fact a line, with its instrument defined
 * before it, or a reason why not.
 */
@NullMarked
package io.onetape.backtest.importer.binance;

import org.jspecify.annotations.NullMarked;
