/** Symbols as instruments. In: prices and quantities seen, the venue's list of instruments. Out: InstrumentDefined records. */
@NullMarked
package io.onetape.backtest.importer.listing;

import org.jspecify.annotations.NullMarked;
