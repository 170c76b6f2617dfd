/**
 * The life of our orders, each step with its reason. Pure.
 *
 * <p>In: OrderRequested, CancelRequested, AmendRequested, RiskDecision, VenueReply, Fill, BookTop, TradePrint, CircuitChanged, TradingHalted, TradingResumed,
 * OperatorCommand, ConfigSet, InstrumentDefined. Out: OrderChanged, AlertRaised, and what a gateway shall send: SubmitOrder, SubmitCancel, SubmitAmend.
 */
@NullMarked
package io.onetape.services.execution;

import org.jspecify.annotations.NullMarked;
