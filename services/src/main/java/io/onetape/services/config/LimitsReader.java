package io.onetape.services.config;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.LimitScope;
import io.onetape.journal.schema.TradingState;
import io.onetape.services.config.schema.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Reads limits out of the section {@code risk}: the default, then instruments, strategies and the account, each by name. Stateless. */
final class LimitsReader {
    private LimitsReader() {}

    static List<RiskLimits> read(Values risk) {
        List<RiskLimits> limits = new ArrayList<>();
        risk.optionalSection("default").ifPresent(from -> limits.add(limits(LimitScope.INSTRUMENT, "", "", from)));
        each(
                risk.section("instruments"),
                (symbol, from) -> limits.add(limits(LimitScope.INSTRUMENT, symbol, "", from)));
        each(risk.section("strategies"), (name, from) -> limits.add(limits(LimitScope.STRATEGY, "", name, from)));
        risk.optionalSection("account").ifPresent(from -> limits.add(limits(LimitScope.ACCOUNT, "", "", from)));
        return List.copyOf(limits);
    }

    private static void each(Values section, BiConsumer<String, Values> action) {
        new TreeMap<>(section.mapping().entries()).keySet().forEach(name -> action.accept(name, section.section(name)));
    }

    private static RiskLimits limits(LimitScope scope, String symbol, String strategy, Values from) {
        return new RiskLimits(
                scope,
                symbol,
                strategy,
                from.decimalOr("maximumPosition", Fixed8.NULL),
                from.decimalOr("maximumNotional", Fixed8.NULL),
                from.countOr("maximumOpenOrders", RiskLimits.NO_COUNT),
                from.countOr("maximumOrdersPerSecond", 0),
                from.decimalOr("maximumLeverage", Fixed8.NULL),
                from.decimalOr("maximumDailyDrawdown", Fixed8.NULL),
                from.decimalOr("minimumMarginRatio", Fixed8.NULL),
                switch (from.text("onBreach")) {
                    case "block" -> TradingState.NORMAL;
                    case "reduce-only" -> TradingState.REDUCE_ONLY;
                    default -> TradingState.HALTED;
                });
    }
}
