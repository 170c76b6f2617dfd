/**
 * Books and their best levels, from what venues sent. Pure.
 *
 * <p>In: InstrumentDefined, CycleStarted, DepthSnapshot, DepthUpdate, FeedStatusChanged. Out: BookTop.
 */
@NullMarked
package io.onetape.services.marketdata;

import org.jspecify.annotations.NullMarked;
