package io.onetape.services.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A kind of strategy that {@code strategy.<name>.type} may name.
 *
 * @param name {@code market-maker}
 * @param help one line
 * @param parameters what may be set besides the settings that every strategy has
 * @param legs how many instruments it trades: 1 named by {@code symbol}, or 2, {@code symbol} and {@code symbol2}
 * @param create a fresh one
 */
public record StrategyType(String name, String help, List<Parameter> parameters, int legs, Supplier<Strategy> create) {
    private static final List<String> SYMBOLS = List.of("symbol", "symbol2");

    public StrategyType {
        if (legs < 1 || legs > SYMBOLS.size()) {
            throw new IllegalArgumentException(name + ": expected 1 or 2 legs, found " + legs);
        }
    }

    /** One that trades one instrument. */
    public StrategyType(String name, String help, List<Parameter> parameters, Supplier<Strategy> create) {
        this(name, help, parameters, 1, create);
    }

    /** The settings that name its instruments, in the order of its legs. */
    public List<String> symbols() {
        return SYMBOLS.subList(0, legs);
    }

    /** What may be set while a strategy of this kind runs: what every strategy has, and the kind's own parameters. */
    public List<Parameter> settings() {
        List<Parameter> settings = new ArrayList<>(CommonSettings.DECLARED);
        settings.addAll(parameters);
        return settings;
    }

    /** True of a setting that names an instrument of some kind of strategy. */
    static boolean isSymbol(String setting) {
        return SYMBOLS.contains(setting);
    }
}
