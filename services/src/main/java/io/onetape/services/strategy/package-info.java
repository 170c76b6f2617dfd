/**
 * Trading decisions, and the life of the strategies that make them. Pure.
 *
 * <p>In: BookTop and other market records, Tick, ConfigSet, OperatorCommand, OrderChanged, Fill, PositionChanged. Out:
 * Signal, OrderRequested, CancelRequested, AmendRequested, StrategyChanged.
 */
@NullMarked
package io.onetape.services.strategy;

import org.jspecify.annotations.NullMarked;
