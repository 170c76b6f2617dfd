package io.onetape.backtest.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onetape.journal.record.OrderId;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** metrics.json as it is read: numbers by path, such as {@code sharpe.value}, and why one is missing. */
public final class MetricsTree {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Digits behind the point, or zeros in front of it: more is no number of a report. */
    private static final int MOST_SCALE = 400;

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
            return node.isNumber() || node.isTextual()
                    ? Optional.of(new BigDecimal(node.asText())).filter(value -> Math.abs(value.scale()) <= MOST_SCALE)
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Why there is no value; never empty. */
    public String reason(String path) {
        String why = root.path("notAvailable").path(path).asText("");
        return why.isEmpty() ? "not measured" : why;
    }

    /** True if this is of the tape with that hash of its outputs. */
    public boolean isOf(String outputHash) {
        return root.path("outputHash").asText("").equals(outputHash);
    }

    /** True if this has all that a report needs, and can be read: older ones have not, damaged ones cannot. */
    public boolean isWhole() {
        JsonNode curve = root.path("curve");
        int points = curve.path("net").size();
        return root.path("span").isObject()
                && curve.isObject()
                && Stream.of("net", "lowest", "drawdown").allMatch(key -> areNumbers(curve.path(key), points))
                && StreamSupport.stream(at("roundTrips.worst").spliterator(), false)
                        .allMatch(trip -> isOrder(trip.path("order").asText()));
    }

    private static boolean areNumbers(JsonNode array, int points) {
        return array.size() == points
                && StreamSupport.stream(array.spliterator(), false)
                        .allMatch(value -> decimal(value).isPresent());
    }

    private static boolean isOrder(String text) {
        try {
            OrderId.parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** These metrics behind the summary of a backtest, which a tape alone does not give, and the hash of their tape. */
    public MetricsTree behind(Optional<MetricsTree> summary, String outputHash) {
        ObjectNode all = MAPPER.createObjectNode();
        all.put("v", 1).put("outputHash", outputHash);
        summary.ifPresent(before -> before.root.properties().forEach(one -> all.set(one.getKey(), one.getValue())));
        root.properties().forEach(one -> all.set(one.getKey(), one.getValue()));
        return new MetricsTree(all);
    }

    /** For people, with a line feed at its end. */
    public String toJson() {
        return root.toPrettyString() + "\n";
    }
}
