package io.onetape.services.config;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.LimitScope;
import io.onetape.journal.schema.RiskLimitsSetEncoder;
import io.onetape.journal.schema.TradingState;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Limits as RiskLimitsSet records them: Fixed8, {@link Fixed8#NULL} for no limit.
 *
 * @param symbol of scope INSTRUMENT, empty: of every instrument that has none of its own; else empty
 * @param strategy of scope STRATEGY; else empty
 * @param maximumOpenOrders {@link #NO_COUNT}: no limit
 * @param maximumOrdersPerSecond 0: no limit
 */
public record RiskLimits(
        LimitScope scope,
        String symbol,
        String strategy,
        long maximumPosition,
        long maximumNotional,
        int maximumOpenOrders,
        int maximumOrdersPerSecond,
        long maximumLeverage,
        long maximumDailyDrawdown,
        long minimumMarginRatio,
        TradingState onBreach) {
    /** The null value of a number of orders on the tape. */
    public static final int NO_COUNT = RiskLimitsSetEncoder.maximumOpenOrdersNullValue();

    /** No limit of a strategy or the account; for instruments as good as forbidden, for without limits nothing is traded. */
    public static RiskLimits none(LimitScope scope, String symbol, String strategy) {
        return new RiskLimits(
                scope,
                symbol,
                strategy,
                Fixed8.NULL,
                Fixed8.NULL,
                NO_COUNT,
                0,
                Fixed8.NULL,
                Fixed8.NULL,
                Fixed8.NULL,
                TradingState.NORMAL);
    }

    /** The same limits of another instrument. */
    public RiskLimits of(String otherSymbol) {
        return new RiskLimits(
                scope,
                otherSymbol,
                strategy,
                maximumPosition,
                maximumNotional,
                maximumOpenOrders,
                maximumOrdersPerSecond,
                maximumLeverage,
                maximumDailyDrawdown,
                minimumMarginRatio,
                onBreach);
    }

    /** {@code limits of BTCUSDT}, {@code of every instrument}, {@code of strategy mm1}, {@code of the account}. */
    public String name() {
        return switch (scope) {
            case STRATEGY -> "limits of strategy " + strategy;
            case ACCOUNT -> "limits of the account";
            default -> "limits of " + (symbol.isEmpty() ? "every instrument" : symbol);
        };
    }

    /** What is limited, under the names and in the words of a configuration. */
    public SortedMap<String, String> texts() {
        SortedMap<String, String> texts = new TreeMap<>();
        put(texts, "maximumPosition", maximumPosition);
        put(texts, "maximumNotional", maximumNotional);
        put(texts, "maximumLeverage", maximumLeverage);
        put(texts, "maximumDailyDrawdown", maximumDailyDrawdown);
        put(texts, "minimumMarginRatio", minimumMarginRatio);
        if (maximumOpenOrders != NO_COUNT) {
            texts.put("maximumOpenOrders", Integer.toString(maximumOpenOrders));
        }
        if (maximumOrdersPerSecond > 0) {
            texts.put("maximumOrdersPerSecond", Integer.toString(maximumOrdersPerSecond));
        }
        texts.put(
                "onBreach",
                switch (onBreach) {
                    case HALTED -> "halt";
                    case REDUCE_ONLY -> "reduce-only";
                    default -> "block";
                });
        return texts;
    }

    private static void put(SortedMap<String, String> texts, String name, long value) {
        if (value != Fixed8.NULL) {
            texts.put(name, Fixed8.toString(value));
        }
    }
}
