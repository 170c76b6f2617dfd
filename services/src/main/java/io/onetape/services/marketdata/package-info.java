/**
 * Books and their best levels, from what venues sent. Pure.
 *
 * <p>In: InstrumentDefined, CycleStarted, DepthSnapshot, DepthUpdate, FeedStatusChanged; QuoteUpdate and TradePrint as signs of life; ConfigSet {@code
 * marketdata.}. Out: BookTop, and AlertRaised for a setting that cannot be read. For read models besides: {@link
 * io.onetape.services.marketdata.ConflatedTops}.
 */
@NullMarked
package io.onetape.services.marketdata;

import org.jspecify.annotations.NullMarked;
