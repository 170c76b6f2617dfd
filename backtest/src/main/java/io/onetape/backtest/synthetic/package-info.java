/**
 * A market made from a seed: order flow into a small price-time book, published the way a venue publishes.
 *
 * <p>In: a seed, a start, a duration, planted incidents. Out: InstrumentDefined, DepthSnapshot, DepthUpdate, QuoteUpdate, TradePrint and MarkPriceUpdate
 * into a fact sink, in the order received. The same seed gives the same bytes on every machine and JDK. This is the only package where numbers are drawn.
 */
@NullMarked
package io.onetape.backtest.synthetic;

import org.jspecify.annotations.NullMarked;
