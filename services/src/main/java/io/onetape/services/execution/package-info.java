/**
 * The life of our orders, each step with its reason. Pure.
 *
 * <p>In: OrderRequested, CancelRequested, RiskDecision, VenueReply, Fill, TradingHalted, InstrumentDefined. Out: OrderChanged, AlertRaised, and what a gateway
 * shall send: SubmitOrder, SubmitCancel.
 */
@NullMarked
package io.onetape.services.execution;

import org.jspecify.annotations.NullMarked;
