/**
 * Trading decisions, and the life of the strategies that make them. Pure.
 *
 * <p>In: ConfigSet, OperatorCommand, StrategyPackageSet, InstrumentDefined, BookTop, TradePrint, OrderChanged, Fill, PositionChanged,
 * TradingHalted, TradingResumed, StrategyChanged (quarantines). Out: Signal, SignalCombined, OrderRequested, CancelRequested, AmendRequested, StrategyChanged, AlertRaised.
 */
@NullMarked
package io.onetape.services.strategy;

import org.jspecify.annotations.NullMarked;
