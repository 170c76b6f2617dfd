/** Market facts of every importer. In: numbers of a message and the listing that it is about. Out: a draft, and what the numbers tell of tick and lot. */
@NullMarked
package io.onetape.backtest.importer.fact;

import org.jspecify.annotations.NullMarked;
