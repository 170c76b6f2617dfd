/** Market data of recordings, from the imported file to the book. */
@NullMarked
package io.onetape.backtest.marketdata;

import org.jspecify.annotations.NullMarked;
