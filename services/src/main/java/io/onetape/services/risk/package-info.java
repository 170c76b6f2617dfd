/**
 * What may be traded, and when trading stops. Pure.
 *
 * <p>In: RiskLimitsSet, OperatorCommand, OrderRequested, OrderChanged, Fill, BookTop, MarkPriceUpdate, StrategyChanged. Out: RiskDecision, RiskBreached, TradingHalted,
 * TradingResumed.
 */
@NullMarked
package io.onetape.services.risk;

import org.jspecify.annotations.NullMarked;
