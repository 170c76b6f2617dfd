/**
 * Trading decisions, and the life of the strategies that make them. Pure.
 *
 * <p>In: ConfigSet, StrategyPackageSet, InstrumentDefined, BookTop, TradePrint, OrderChanged, Fill, PositionChanged, TradingHalted, TradingResumed. Out: Signal, OrderRequested,
 * CancelRequested, StrategyChanged, AlertRaised.
 */
@NullMarked
package io.onetape.services.strategy;

import org.jspecify.annotations.NullMarked;
