package io.onetape.tools.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onetape.journal.fixed.Fixed8;
import java.util.regex.Pattern;

/** A state as docs/command.md wants JSON: ids, intents, sequences and times, which take 64 bits, are strings, and what is not known is null. */
final class StateJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern LONG = Pattern.compile(".*(Id|[iI]ntent|Nanos|[sS]equence)|times");
    private static final String UNKNOWN = "null"; // how a state writes a decimal that is not known

    private StateJson() {}

    /** The object that a processor's state is, in its order of keys; the state's own braces may be missing. */
    static JsonNode of(String state) {
        try {
            return converted("", MAPPER.readTree(state.startsWith("{") ? state : "{" + state + "}"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("expected a state that is JSON", e);
        }
    }

    private static JsonNode converted(String key, JsonNode node) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (node.isObject()) {
            ObjectNode object = nodes.objectNode();
            node.properties().forEach(field -> object.set(field.getKey(), converted(field.getKey(), field.getValue())));
            return object;
        }
        if (node.isArray()) {
            ArrayNode array = nodes.arrayNode();
            node.forEach(element -> array.add(converted(key, element)));
            return array;
        }
        if (node.isIntegralNumber() && LONG.matcher(key).matches()) {
            return node.asLong() == Fixed8.NULL ? nodes.nullNode() : nodes.textNode(node.asText());
        }
        return node.isTextual() && node.asText().equals(UNKNOWN) ? nodes.nullNode() : node;
    }
}
