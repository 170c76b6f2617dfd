package io.onetape.services.strategy;

import io.onetape.journal.schema.StrategyMode;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What every strategy may be given besides its own parameters.
 *
 * @param priority higher wins among signals of several strategies
 * @param weight of its signals' values in the combined one, Fixed8
 * @param signalLifeNanos how long a signal is in force
 */
record CommonSettings(StrategyMode mode, int priority, long weight, long signalLifeNanos) {
    static final String MODE = "mode";

    static final List<Parameter> DECLARED = List.of(
            Parameter.text(MODE, List.of("live", "simulation", "observation"), "what becomes of its orders")
                    .withDefault("live"),
            Parameter.integer("priority", -1_000, 1_000, "higher wins among signals of several strategies")
                    .withDefault("0"),
            Parameter.decimal("weight", "0", "1000000", "of its signals' values in the combined one")
                    .withDefault("1"),
            Parameter.integer("signalLifeMillis", 1, 86_400_000, "how long a signal is in force")
                    .withDefault("5000"));

    static final CommonSettings DEFAULT = of(new TreeMap<>());

    private static final long NANOS_PER_MILLI = 1_000_000;

    /** Out of all settings of a strategy; throws {@link IllegalArgumentException} naming the first that does not fit. */
    static CommonSettings of(SortedMap<String, String> settings) {
        Parameters parameters = read(settings);
        StrategyMode mode = switch (parameters.choice(MODE)) {
            case 0 -> StrategyMode.LIVE;
            case 1 -> StrategyMode.SIMULATION;
            default -> StrategyMode.OBSERVATION;
        };
        return new CommonSettings(
                mode,
                (int) parameters.integer("priority"),
                parameters.decimal("weight"),
                parameters.integer("signalLifeMillis") * NANOS_PER_MILLI);
    }

    static boolean isOne(String setting) {
        return DECLARED.stream().anyMatch(parameter -> parameter.name().equals(setting));
    }

    /** All of them, {@code mode=live priority=0 weight=1 signalLifeMillis=5000}. */
    static String text(SortedMap<String, String> settings) {
        return read(settings).toString();
    }

    private static Parameters read(SortedMap<String, String> settings) {
        SortedMap<String, String> common = new TreeMap<>(settings);
        common.keySet().removeIf(setting -> !isOne(setting));
        return Parameters.read(DECLARED, common);
    }
}
