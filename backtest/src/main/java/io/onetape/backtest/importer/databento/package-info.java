/** Market-by-order CSV files of Databento. In: files. Out: facts; one order of the public book a record. */
@NullMarked
package io.onetape.backtest.importer.databento;

import org.jspecify.annotations.NullMarked;
