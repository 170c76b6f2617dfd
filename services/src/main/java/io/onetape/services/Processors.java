package io.onetape.services;

import io.onetape.replay.Processor;
import io.onetape.services.account.Account;
import io.onetape.services.execution.Execution;
import io.onetape.services.marketdata.MarketData;
import io.onetape.services.risk.Risk;
import io.onetape.services.strategy.Strategies;
import io.onetape.services.strategy.StrategyLibrary;
import io.onetape.services.strategy.StrategyType;
import io.onetape.services.strategy.arbitrage.Arbitrage;
import io.onetape.services.strategy.follower.SignalFollower;
import io.onetape.services.strategy.maker.MarketMaker;
import io.onetape.services.strategy.meanreversion.MeanReversion;
import io.onetape.services.strategy.momentum.Momentum;
import io.onetape.services.strategy.scalping.Scalping;
import java.util.List;
import java.util.Optional;

/** All processors, fresh, in the order in which each record is given to them within one JVM. */
public final class Processors {
    private static final List<StrategyType> STRATEGY_TYPES = List.of(
            MarketMaker.TYPE, Momentum.TYPE, MeanReversion.TYPE, Scalping.TYPE, Arbitrage.TYPE, SignalFollower.TYPE);

    private Processors() {}

    /** marketdata, strategy, risk, execution, account. */
    public static List<Processor> all() {
        return all(StrategyLibrary.NONE);
    }

    /** The same, with the plug-ins of this library. */
    public static List<Processor> all(StrategyLibrary plugins) {
        return List.of(
                new MarketData(),
                strategies(Strategies.DEFAULT_ENGINE, plugins),
                new Risk(),
                new Execution(),
                new Account());
    }

    /** A fresh engine that hosts the strategies whose setting {@code engine} is its name: {@code strategy}, {@code strategy-2}. */
    public static Strategies strategies(String engine, StrategyLibrary plugins) {
        return new Strategies(STRATEGY_TYPES, plugins, engine);
    }

    /** A fresh one of {@link #all}, or a further engine for strategies; empty if this build has none of that name. */
    public static Optional<Processor> find(String name) {
        return find(name, StrategyLibrary.NONE);
    }

    /** The same, with the plug-ins of this library. */
    public static Optional<Processor> find(String name, StrategyLibrary plugins) {
        if (Strategies.isEngine(name)) {
            return Optional.of(strategies(name, plugins));
        }
        return all(plugins).stream()
                .filter(processor -> processor.name().equals(name))
                .findFirst();
    }

    /** A fresh one; throws {@link IllegalArgumentException} naming what there is. */
    public static Processor named(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected one of " + all().stream().map(Processor::name).toList() + ", found '" + name + "'"));
    }

    /** The kinds of strategies that come with the build, with their parameters. */
    public static List<StrategyType> strategyTypes() {
        return STRATEGY_TYPES;
    }
}
