package io.onetape.services;

import io.onetape.replay.Processor;
import io.onetape.services.account.Account;
import io.onetape.services.execution.Execution;
import io.onetape.services.marketdata.MarketData;
import io.onetape.services.risk.Risk;
import io.onetape.services.strategy.Strategies;
import io.onetape.services.strategy.StrategyLibrary;
import io.onetape.services.strategy.StrategyType;
import io.onetape.services.strategy.maker.MarketMaker;
import java.util.List;

/** All processors, fresh, in the order in which each record is given to them within one JVM. */
public final class Processors {
    private static final List<StrategyType> STRATEGY_TYPES = List.of(MarketMaker.TYPE);

    private Processors() {}

    /** marketdata, strategy, risk, execution, account. */
    public static List<Processor> all() {
        return all(StrategyLibrary.NONE);
    }

    /** The same, with the plug-ins of this library. */
    public static List<Processor> all(StrategyLibrary plugins) {
        return List.of(
                new MarketData(), new Strategies(STRATEGY_TYPES, plugins), new Risk(), new Execution(), new Account());
    }

    /** A fresh one; throws {@link IllegalArgumentException} naming what there is. */
    public static Processor named(String name) {
        return all().stream()
                .filter(processor -> processor.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected one of " + all().stream().map(Processor::name).toList() + ", found '" + name + "'"));
    }

    /** The kinds of strategies that come with the build, with their parameters. */
    public static List<StrategyType> strategyTypes() {
        return STRATEGY_TYPES;
    }
}
