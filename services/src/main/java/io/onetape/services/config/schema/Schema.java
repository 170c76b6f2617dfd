package io.onetape.services.config.schema;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** The schema, with every {@code $ref} put in its place. A rule is the part of it that one value must obey. Immutable once loaded. */
public final class Schema {
    private static final String RESOURCE = "configuration.schema.json";
    private static final Schema LOADED = load();

    private final JsonNode root;

    private Schema(JsonNode root) {
        this.root = root;
    }

    /** The one that ships with this build. */
    public static Schema get() {
        return LOADED;
    }

    /** The rule of the whole configuration. */
    public JsonNode root() {
        return root;
    }

    /** The rule of what stands under a key. */
    static Optional<JsonNode> child(JsonNode rule, String key) {
        JsonNode own = rule.path("properties").path(key);
        if (!own.isMissingNode()) {
            return Optional.of(own);
        }
        for (var named : rule.path("patternProperties").properties()) {
            if (Pattern.compile(named.getKey()).matcher(key).find()) {
                return Optional.of(named.getValue());
            }
        }
        return Optional.empty();
    }

    /** The keys that a mapping may have, without those that the operator names. */
    static List<String> keys(JsonNode rule) {
        List<String> keys = new ArrayList<>();
        rule.path("properties").fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    /** True if the operator names the keys of this mapping. */
    static boolean hasChosenNames(JsonNode rule) {
        return rule.has("patternProperties");
    }

    /** The sections whose changes take effect without a restart. */
    public List<String> reloadable() {
        return keys(root).stream()
                .filter(key ->
                        root.path("properties").path(key).path("x-reload").asBoolean())
                .toList();
    }

    /** The keys of a section that have one value each. */
    public List<String> scalars(String section) {
        JsonNode rule = root.path("properties").path(section);
        return keys(rule).stream()
                .filter(key ->
                        !rule.path("properties").path(key).path("type").asText().equals("object"))
                .toList();
    }

    private static Schema load() {
        try (InputStream in = Objects.requireNonNull(Schema.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            JsonNode read = new ObjectMapper()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .readTree(in);
            ObjectNode expanded = (ObjectNode) expand(read, read);
            expanded.remove("$defs");
            return new Schema(expanded);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What stands beside a {@code $ref} wins over what it refers to. */
    private static JsonNode expand(JsonNode from, JsonNode document) {
        if (from instanceof ArrayNode array) {
            ArrayNode items = JsonNodeFactory.instance.arrayNode();
            array.forEach(item -> items.add(expand(item, document)));
            return items;
        }
        if (!(from instanceof ObjectNode object)) {
            return from;
        }
        ObjectNode to = JsonNodeFactory.instance.objectNode();
        JsonNode reference = object.path("$ref");
        if (reference.isTextual()) {
            JsonNode target = document.at(reference.asText().substring(1));
            if (target.isMissingNode()) {
                throw new IllegalStateException("expected a definition, found none: " + reference.asText());
            }
            to.setAll((ObjectNode) expand(target, document));
        }
        object.properties().forEach(entry -> {
            if (!entry.getKey().equals("$ref")) {
                to.set(entry.getKey(), expand(entry.getValue(), document));
            }
        });
        return to;
    }
}
