package io.onetape.services.config;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One strategy.
 *
 * @param name 1 to 8 letters, digits or underscores
 * @param engine the service that runs it: {@code strategy}, {@code strategy-2}
 * @param settings all but {@code enabled}, under the names that they have on the tape, values that the type declares defaults for too
 */
public record StrategySpec(String name, boolean enabled, String engine, SortedMap<String, String> settings) {
    public StrategySpec {
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    }
}
