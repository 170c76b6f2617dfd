/** Bybit's archives. In: its order books and public trades as files. Out: formats that make facts of their rows. */
@NullMarked
package io.onetape.backtest.importer.bybit;

import org.jspecify.annotations.NullMarked;
