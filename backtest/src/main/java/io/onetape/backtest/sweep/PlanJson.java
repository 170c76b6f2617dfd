package io.onetape.backtest.sweep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A plan as {@code sweep.json}. */
final class PlanJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private PlanJson() {}

    static String text(SweepPlan plan) {
        ObjectNode json = MAPPER.createObjectNode().put("v", 1).put("strategy", plan.strategy());
        json.put("optionsHash", plan.optionsHash());
        ObjectNode options = json.putObject("options");
        plan.options().forEach(options::put);
        json.put("tapeHash", plan.tapeHash());
        ArrayNode tapes = json.putArray("tapes");
        plan.tapes().forEach(tapes::add);
        ArrayNode axes = json.putArray("axes");
        for (Axis axis : plan.grid().axes()) {
            ArrayNode values = axes.addObject().put("name", axis.name()).putArray("values");
            axis.values().forEach(values::add);
        }
        json.putObject("search")
                .put("kind", plan.pick().kind())
                .put("trials", plan.pick().most())
                .put("seed", Long.toString(plan.pick().seed()))
                .put("shard", plan.pick().shard())
                .put("shards", plan.pick().shards());
        plan.windows()
                .ifPresent(windows -> json.putObject("walkForward")
                        .put("trainNanos", Long.toString(windows.trainNanos()))
                        .put("testNanos", Long.toString(windows.testNanos())));
        json.put("objective", plan.objective().word()).put("build", plan.build());
        ArrayNode command = json.putArray("command");
        plan.command().forEach(command::add);
        return json.toPrettyString() + "\n";
    }

    /** Throws {@link IllegalArgumentException} saying what it found. */
    static SweepPlan parse(String text) {
        JsonNode json;
        try {
            json = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("expected the plan of a sweep, found no JSON", e);
        }
        if (!json.path("options").isObject() || !json.path("axes").isArray()) {
            throw new IllegalArgumentException("expected the plan of a sweep, found no options or axes");
        }
        SortedMap<String, String> options = new TreeMap<>();
        json.path("options")
                .properties()
                .forEach(each -> options.put(each.getKey(), each.getValue().asText()));
        List<Axis> axes = new ArrayList<>();
        json.path("axes").forEach(axis -> axes.add(new Axis(axis.path("name").asText(), texts(axis.path("values")))));
        JsonNode search = json.path("search");
        JsonNode windows = json.path("walkForward");
        return new SweepPlan(
                json.path("strategy").asText(),
                options,
                json.path("tapeHash").asText(),
                texts(json.path("tapes")),
                new Grid(axes),
                new Pick(
                        search.path("kind").asText(),
                        search.path("trials").asInt(),
                        search.path("seed").asLong(),
                        search.path("shard").asInt(),
                        search.path("shards").asInt()),
                windows.isObject()
                        ? Optional.of(new WalkForward(
                                windows.path("trainNanos").asLong(),
                                windows.path("testNanos").asLong()))
                        : Optional.empty(),
                Objective.parse(json.path("objective").asText()),
                json.path("build").asText(),
                texts(json.path("command")));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
