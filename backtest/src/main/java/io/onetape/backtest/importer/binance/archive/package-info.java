/** Binance's public archive (data.binance.vision). In: its CSV files, of one kind and mostly of one symbol each. Out: formats that make facts of their rows. */
@NullMarked
package io.onetape.backtest.importer.binance.archive;

import org.jspecify.annotations.NullMarked;
