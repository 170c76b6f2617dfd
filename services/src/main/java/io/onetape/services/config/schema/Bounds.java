package io.onetape.services.config.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.onetape.services.config.yaml.Items;
import io.onetape.services.config.yaml.Mapping;
import io.onetape.services.config.yaml.Node;
import io.onetape.services.config.yaml.Problem;
import io.onetape.services.config.yaml.Scalar;
import java.util.List;
import java.util.Locale;

/** Checks what JSON Schema has no words for: durations and sizes by their units, and decimal numbers, exactly. Stateless. */
final class Bounds {
    private Bounds() {}

    /** Adds what is out of bounds; the tree obeys the schema otherwise. */
    static void check(Mapping root, JsonNode rule, List<Problem> problems) {
        check(new Located("", root.place(), root, rule), problems);
    }

    private static void check(Located at, List<Problem> problems) {
        Node value = at.value();
        if (value instanceof Mapping mapping) {
            mapping.entries().keySet().forEach(key -> check(at.child(key), problems));
        } else if (value instanceof Items items) {
            for (int i = 0; i < items.values().size(); i++) {
                check(at.child(Integer.toString(i)), problems);
            }
        } else if (at.rule().has("x-quantity")) {
            checkQuantity(at, ((Scalar) value).text(), problems);
        }
    }

    private static void checkQuantity(Located at, String text, List<Problem> problems) {
        Quantity quantity =
                Quantity.valueOf(at.rule().path("x-quantity").asText().toUpperCase(Locale.ROOT));
        String minimum = at.rule().path("x-minimum").asText();
        String maximum = at.rule().path("x-maximum").asText();
        try {
            long found = quantity.parse(text);
            if (!minimum.isEmpty() && found < quantity.parse(minimum)) {
                throw new IllegalArgumentException("found " + text + ", expected at least " + minimum);
            }
            if (!maximum.isEmpty() && found > quantity.parse(maximum)) {
                throw new IllegalArgumentException("found " + text + ", expected at most " + maximum);
            }
        } catch (IllegalArgumentException e) {
            problems.add(new Problem(at.value().place(), at.path(), String.valueOf(e.getMessage())));
        }
    }
}
