package io.onetape.services.config.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.path.NodePath;
import io.onetape.services.config.yaml.Items;
import io.onetape.services.config.yaml.Mapping;
import io.onetape.services.config.yaml.Node;
import io.onetape.services.config.yaml.Place;
import io.onetape.services.config.yaml.Scalar;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A value, found again by the path that the validator gives.
 *
 * @param path {@code processes.core.services[2]}
 * @param keyPlace of its key, or of itself where it has none
 * @param rule what it must obey
 */
record Located(String path, Place keyPlace, Node value, JsonNode rule) {
    static Located find(Mapping root, JsonNode rootRule, NodePath at) {
        Located found = new Located("", root.place(), root, rootRule);
        for (int i = 0; i < at.getNameCount(); i++) {
            found = found.child(String.valueOf(at.getElement(i)));
        }
        return found;
    }

    /** The child with this key, or number in the list. */
    Located child(String name) {
        if (value instanceof Items items) {
            Node item = items.values().get(Integer.parseInt(name));
            return new Located(path + "[" + name + "]", item.place(), item, rule.path("items"));
        }
        Mapping.Entry entry = ((Mapping) value).entries().get(name);
        if (entry == null) {
            throw new IllegalStateException("expected the key " + name + " at " + path + ", found none");
        }
        JsonNode childRule = Schema.child(rule, name).orElse(JsonNodeFactory.instance.objectNode());
        return new Located(join(path, name), entry.keyPlace(), entry.value(), childRule);
    }

    static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** The same values as the validator reads them. */
    static JsonNode json(Node from) {
        JsonNodeFactory factory = JsonNodeFactory.instance;
        if (from instanceof Mapping mapping) {
            ObjectNode object = factory.objectNode();
            mapping.entries().forEach((key, entry) -> object.set(key, json(entry.value())));
            return object;
        }
        if (from instanceof Items items) {
            ArrayNode array = factory.arrayNode();
            items.values().forEach(item -> array.add(json(item)));
            return array;
        }
        Scalar scalar = (Scalar) from;
        return switch (scalar.kind()) {
            case TEXT -> factory.textNode(scalar.text());
            case WHOLE_NUMBER -> factory.numberNode(new BigInteger(scalar.text()));
            case DECIMAL_NUMBER -> factory.numberNode(new BigDecimal(scalar.text()));
            case FLAG -> factory.booleanNode(scalar.text().equals("true"));
        };
    }
}
