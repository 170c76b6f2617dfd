/** CSV files of Tardis.dev. In: files of one data type each, by their columns. Out: formats that make facts of their rows. */
@NullMarked
package io.onetape.backtest.importer.tardis;

import org.jspecify.annotations.NullMarked;
