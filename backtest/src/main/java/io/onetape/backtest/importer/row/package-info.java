/**
 * Rows of files as facts, whatever their format. In: files, each with a {@link io.onetape.backtest.importer.row.RowFormat} that reads its rows. Out: their
 * messages merged by time, as facts with the instruments that they are about, and an account of every line.
 */
@NullMarked
package io.onetape.backtest.importer.row;

import org.jspecify.annotations.NullMarked;
