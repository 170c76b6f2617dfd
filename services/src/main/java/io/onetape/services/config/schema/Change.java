package io.onetape.services.config.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.onetape.services.config.yaml.ConfigurationException;
import io.onetape.services.config.yaml.Mapping;
import io.onetape.services.config.yaml.Place;
import io.onetape.services.config.yaml.Scalar;
import java.util.List;
import java.util.Map;

/** What a valid tree is after somebody has set a few values of one section at run time. Stateless. */
public final class Change {
    private static final Place COMMAND = Place.outside("command");

    private Change() {}

    /**
     * The tree whose section has these values in place of its former ones of the same keys, with defaults filled in; where {@code alone}, no others. Throws
     * {@link ConfigurationException} with all that the schema does not allow.
     */
    public static Mapping of(Mapping root, List<String> section, Map<String, String> values, boolean alone) {
        Mapping changed = set(root, Schema.get().root(), section, values, alone);
        Validation.check(changed);
        return Defaults.fill(changed);
    }

    private static Mapping set(
            Mapping in, JsonNode rule, List<String> path, Map<String, String> values, boolean alone) {
        if (path.isEmpty()) {
            Mapping section = alone ? new Mapping(COMMAND, Map.of()) : in;
            for (Map.Entry<String, String> value : values.entrySet()) {
                JsonNode childRule = Schema.child(rule, value.getKey()).orElse(rule.path("none"));
                section = section.with(value.getKey(), new Mapping.Entry(COMMAND, scalar(value.getValue(), childRule)));
            }
            return section;
        }
        String key = path.get(0);
        JsonNode childRule = Schema.child(rule, key).orElse(rule.path("none"));
        Mapping former = (Mapping) in.find(key).orElseGet(() -> new Mapping(COMMAND, Map.of()));
        Mapping changed = set(former, childRule, path.subList(1, path.size()), values, alone);
        return in.with(key, new Mapping.Entry(COMMAND, changed));
    }

    private static Scalar scalar(String text, JsonNode rule) {
        return rule.path("type").asText().equals("string")
                ? new Scalar(COMMAND, text, Scalar.Kind.TEXT, false)
                : Scalar.ofPlain(COMMAND, text);
    }
}
