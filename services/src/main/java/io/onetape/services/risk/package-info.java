/**
 * What may be traded, and when trading stops. Pure.
 *
 * <p>In: RiskLimitsSet, OperatorCommand, OrderRequested, CancelRequested, AmendRequested, PositionChanged, market
 * records, Tick. Out: RiskBreached, TradingHalted, TradingResumed, CircuitChanged.
 */
@NullMarked
package io.onetape.services.risk;

import org.jspecify.annotations.NullMarked;
