/** Lines of recordings. In: files. Out: all their lines in one order, each with its receive stamp and where its frame begins. */
@NullMarked
package io.onetape.backtest.importer.binance.capture;

import org.jspecify.annotations.NullMarked;
