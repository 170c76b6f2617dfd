package io.onetape.services.config;

import io.onetape.services.config.schema.Change;
import io.onetape.services.config.schema.Nearest;
import io.onetape.services.config.schema.Values;
import io.onetape.services.config.yaml.ConfigurationException;
import io.onetape.services.config.yaml.Mapping;
import io.onetape.services.config.yaml.Place;
import io.onetape.services.config.yaml.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What an operator sets at run time, held against the schema that the files obey: the same bounds and the same words. Throws {@link ConfigurationException} for
 * what a file could not say either. Stateless.
 */
public final class RunTimeChange {
    private RunTimeChange() {}

    /** The value as it goes to the tape, of a setting by the key of its ConfigSet: {@code execution.requoteTicks}. */
    public static String value(Configuration configuration, String key, String text) {
        List<String> known = List.copyOf(configuration.settable());
        int dot = key.lastIndexOf('.');
        if (!known.contains(key)) {
            throw new ConfigurationException(List.of(new Problem(
                    Place.outside("command"),
                    key,
                    "found no such setting, expected one of " + known + Nearest.hint(key, known))));
        }
        String section = Configuration.sectionOf(key);
        Mapping root = Change.of(configuration.root(), List.of(section), Map.of(key.substring(dot + 1), text), false);
        return Optional.ofNullable(Configuration.functional(new Values(root)).get(key))
                .orElseThrow();
    }

    /** All limits of one instrument, strategy, the account, or of every instrument that has none of its own: texts by their names in the file. */
    public static RiskLimits limits(Configuration configuration, RiskLimits whose, SortedMap<String, String> texts) {
        List<String> section = switch (whose.scope()) {
            case STRATEGY -> List.of("risk", "strategies", whose.strategy());
            case ACCOUNT -> List.of("risk", "account");
            default ->
                whose.symbol().isEmpty() ? List.of("risk", "default") : List.of("risk", "instruments", whose.symbol());
        };
        Mapping root = Change.of(configuration.root(), section, texts, true);
        return LimitsReader.read(new Values(root).section("risk")).stream()
                .filter(limits -> limits.name().equals(whose.name()))
                .findFirst()
                .orElseThrow();
    }
}
