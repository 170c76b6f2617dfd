/**
 * Signals that were computed elsewhere. In: rows of texts, and perhaps a tape of a market. Out: facts in order of time, each from when it was known.
 */
@NullMarked
package io.onetape.backtest.importer.signals;

import org.jspecify.annotations.NullMarked;
