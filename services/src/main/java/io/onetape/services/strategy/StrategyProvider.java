package io.onetape.services.strategy;

import java.util.List;

/**
 * What a plug-in's JAR offers, found by {@link java.util.ServiceLoader}: the JAR names its class in
 * {@code META-INF/services/io.onetape.services.strategy.StrategyProvider}. It has a public constructor without parameters. Called again for each load, it
 * answers with equal types; each {@link StrategyType#create()} gives an object of its own.
 */
@FunctionalInterface
public interface StrategyProvider {
    /** At least one; names differ. */
    List<StrategyType> types();
}
