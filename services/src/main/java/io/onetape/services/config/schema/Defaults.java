package io.onetape.services.config.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.onetape.services.config.yaml.Items;
import io.onetape.services.config.yaml.Mapping;
import io.onetape.services.config.yaml.Node;
import io.onetape.services.config.yaml.Place;
import io.onetape.services.config.yaml.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds what was left out and has a default in the schema, the only place where defaults are. Stateless. */
public final class Defaults {
    private static final Place DEFAULT = Place.outside("default");

    private Defaults() {}

    /** The whole effective tree of one that obeys the schema. */
    public static Mapping fill(Mapping root) {
        return fill(root, Schema.get().root());
    }

    private static Mapping fill(Mapping from, JsonNode rule) {
        Map<String, Mapping.Entry> entries = new LinkedHashMap<>();
        from.entries().forEach((key, entry) -> {
            JsonNode childRule = Schema.child(rule, key).orElse(rule.path("none"));
            Node value = entry.value() instanceof Mapping mapping ? fill(mapping, childRule) : entry.value();
            entries.put(key, new Mapping.Entry(entry.keyPlace(), value));
        });
        for (var property : rule.path("properties").properties()) {
            JsonNode childRule = property.getValue();
            if (from.entries().containsKey(property.getKey())) {
                continue;
            }
            if (childRule.has("default")) {
                entries.put(property.getKey(), new Mapping.Entry(DEFAULT, node(childRule.path("default"))));
            } else if (isSection(childRule)) {
                Mapping filled = fill(new Mapping(DEFAULT, Map.of()), childRule);
                entries.put(property.getKey(), new Mapping.Entry(DEFAULT, filled));
            }
        }
        return new Mapping(from.place(), entries);
    }

    private static boolean isSection(JsonNode rule) {
        return rule.path("type").asText().equals("object")
                && !rule.path("x-optional").asBoolean();
    }

    private static Node node(JsonNode from) {
        if (from.isArray()) {
            List<Node> values = new ArrayList<>();
            from.forEach(value -> values.add(node(value)));
            return new Items(DEFAULT, values);
        }
        Scalar.Kind kind = from.isBoolean()
                ? Scalar.Kind.FLAG
                : from.isIntegralNumber()
                        ? Scalar.Kind.WHOLE_NUMBER
                        : from.isNumber() ? Scalar.Kind.DECIMAL_NUMBER : Scalar.Kind.TEXT;
        String text = from.isNumber() ? from.decimalValue().toPlainString() : from.asText();
        return new Scalar(DEFAULT, text, kind, true);
    }
}
