package io.onetape.services.plugin;

import io.onetape.services.strategy.StrategyType;
import java.util.List;
import java.util.Optional;

/**
 * A plug-in that was checked and loaded.
 *
 * @param sha256 of the JAR, 64 lower-case hexadecimal digits
 * @param file its name when it was given, {@code momentum-1.2.jar}; its name in the folder once it is there
 * @param types what it offers, by name
 */
public record Plugin(String sha256, String file, List<StrategyType> types) {
    /** The type of this name. */
    public Optional<StrategyType> type(String name) {
        return types.stream().filter(type -> type.name().equals(name)).findFirst();
    }
}
