package io.onetape.services.config.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.onetape.services.config.secret.SecretNames;
import io.onetape.services.config.yaml.ConfigurationException;
import io.onetape.services.config.yaml.Items;
import io.onetape.services.config.yaml.Mapping;
import io.onetape.services.config.yaml.Node;
import io.onetape.services.config.yaml.Place;
import io.onetape.services.config.yaml.Problem;
import io.onetape.services.config.yaml.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Sets single values from the environment: {@code ONETAPE_ACCOUNT__CAPITAL=50000} is {@code account.capital}. Two underscores part the keys; case, dashes and
 * single underscores do not count, so {@code PROCESSES__CORE__LOG_LEVEL} is {@code processes.core.logLevel}. A variable that begins with {@code ONETAPE_} and
 * has two underscores must name a key. Variables are applied in the order of their names. Secrets are refused.
 */
public final class Overrides {
    private static final String PREFIX = "ONETAPE_";
    private static final String SEPARATOR = "__";

    private Overrides() {}

    /** The tree with the values of the environment. Throws {@link ConfigurationException} with all variables that name no value. */
    public static Mapping apply(Mapping root, Map<String, String> environment) {
        Mapping changed = root;
        List<Problem> problems = new ArrayList<>();
        for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
            String name = variable.getKey();
            if (!name.startsWith(PREFIX) || !name.contains(SEPARATOR)) {
                continue;
            }
            Place place = Place.outside("environment variable " + name);
            List<String> names = List.of(name.substring(PREFIX.length()).split(SEPARATOR, -1));
            try {
                changed = set(changed, Schema.get().root(), names, "", variable.getValue(), place);
            } catch (IllegalArgumentException e) {
                problems.add(new Problem(place, "", String.valueOf(e.getMessage())));
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return changed;
    }

    private static Mapping set(Mapping in, JsonNode rule, List<String> names, String path, String value, Place place) {
        String key = key(in, rule, names.get(0), path);
        String child = Located.join(path, key);
        JsonNode childRule = Schema.child(rule, key).orElse(rule.path("none"));
        Node former = in.find(key).orElse(null);
        boolean isSection =
                former instanceof Mapping || childRule.path("type").asText().equals("object");
        if (names.size() > 1 && isSection) {
            Mapping section = former instanceof Mapping mapping ? mapping : new Mapping(place, Map.of());
            Mapping changed = set(section, childRule, names.subList(1, names.size()), child, value, place);
            return in.with(key, new Mapping.Entry(place, changed));
        }
        if (names.size() > 1
                || isSection
                || former instanceof Items
                || childRule.path("type").asText().equals("array")) {
            throw new IllegalArgumentException("found " + child + ", expected the name of a single value");
        }
        if (!SecretNames.mayHoldAValue(child) || SecretNames.givesASecret(value)) {
            throw new IllegalArgumentException("found a value where the name is that of a secret, expected " + child
                    + "__SECRETENV with the name of another variable");
        }
        return in.with(key, new Mapping.Entry(place, scalar(value, childRule, place)));
    }

    private static Scalar scalar(String value, JsonNode rule, Place place) {
        return rule.path("type").asText().equals("string")
                ? new Scalar(place, value, Scalar.Kind.TEXT, false)
                : Scalar.ofPlain(place, value);
    }

    private static String key(Mapping in, JsonNode rule, String name, String path) {
        Set<String> known = new LinkedHashSet<>(Schema.keys(rule));
        known.addAll(in.entries().keySet());
        List<String> matching =
                known.stream().filter(key -> normal(key).equals(normal(name))).toList();
        if (matching.size() != 1) {
            throw new IllegalArgumentException("found " + (matching.isEmpty() ? "no key" : "the keys " + matching)
                    + " for " + name + (path.isEmpty() ? "" : " in " + path) + ", expected one of " + known
                    + Nearest.hint(normal(name), known));
        }
        return matching.get(0);
    }

    private static String normal(String key) {
        return key.toLowerCase(Locale.ROOT).replaceAll("[_-]", "");
    }
}
