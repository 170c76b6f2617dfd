/**
 * What may be traded, and when trading stops. Pure.
 *
 * <p>In: RiskLimitsSet, OperatorCommand, ConfigSet, OrderRequested, AmendRequested, OrderChanged, SubmitOrder, SubmitCancel, SubmitAmend, Fill, BookTop, MarkPriceUpdate,
 * AccountChanged, ReconciliationFinished, Correction, AlertRaised, TradingHalted, SimulationConfigured. Out: RiskDecision, RiskBreached, TradingHalted,
 * TradingResumed, CancelRequested, AlertRaised.
 */
@NullMarked
package io.onetape.services.risk;

import org.jspecify.annotations.NullMarked;
