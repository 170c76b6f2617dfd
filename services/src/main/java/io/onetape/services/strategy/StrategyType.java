package io.onetape.services.strategy;

import java.util.List;
import java.util.function.Supplier;

/**
 * A kind of strategy that {@code strategy.<name>.type} may name.
 *
 * @param name {@code market-maker}
 * @param help one line
 * @param parameters what may be set besides {@code type}, {@code symbol} and {@code enabled}
 * @param create a fresh one
 */
public record StrategyType(String name, String help, List<Parameter> parameters, Supplier<Strategy> create) {}
