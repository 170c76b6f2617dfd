package io.onetape.backtest.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.Optional;

/** metrics.json as it is read: numbers by path, such as {@code sharpe.value}, and why one is missing. */
public final class MetricsTree {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final JsonNode root;

    private MetricsTree(JsonNode root) {
        this.root = root;
    }

    /** Throws {@link IllegalArgumentException} if it is no JSON object. */
    public static MetricsTree parse(String json) {
        try {
            JsonNode root = MAPPER.readTree(json);
            if (!root.isObject()) {
                throw new IllegalArgumentException("expected a JSON object, found " + root.getNodeType());
            }
            return new MetricsTree(root);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("expected a JSON object, found " + e.getOriginalMessage(), e);
        }
    }

    /** A missing node if there is none. */
    public JsonNode at(String path) {
        JsonNode node = root;
        for (String key : path.split("\\.", -1)) {
            node = node.path(key);
        }
        return node;
    }

    /** A number, or a string that is one. */
    public Optional<BigDecimal> decimal(String path) {
        return decimal(at(path));
    }

    /** A number, or a string that is one; empty of anything else. */
    public static Optional<BigDecimal> decimal(JsonNode node) {
        try {
            return node.isNumber() || node.isTextual() ? Optional.of(new BigDecimal(node.asText())) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Why there is no value; never empty. */
    public String reason(String path) {
        String why = root.path("notAvailable").path(path).asText("");
        return why.isEmpty() ? "not measured" : why;
    }

    /** True if this is of the tape with that hash of its outputs, and has all that a report needs. */
    public boolean isOf(String outputHash) {
        return root.path("outputHash").asText("").equals(outputHash)
                && root.path("span").isObject()
                && root.path("curve").isObject();
    }
}
