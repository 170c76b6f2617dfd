package io.onetape.services.config.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import io.onetape.services.config.secret.SecretNames;
import io.onetape.services.config.yaml.ConfigurationException;
import io.onetape.services.config.yaml.Mapping;
import io.onetape.services.config.yaml.Place;
import io.onetape.services.config.yaml.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds a tree against the schema. The validator finds, the words are ours: each problem says where, what was found and what was expected, and the nearest
 * known key. A value without its right type is not looked at further. Stateless.
 */
public final class Validation {
    private static final String TYPE = "type";
    private static final com.networknt.schema.Schema VALIDATOR = SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12)
            .getSchema(Schema.get().root());

    private Validation() {}

    /** Throws {@link ConfigurationException} with all that is wrong. */
    public static void check(Mapping root) {
        List<Problem> problems = new ArrayList<>();
        List<Error> errors = VALIDATOR.validate(Located.json(root));
        List<NodePath> ofWrongType = errors.stream()
                .filter(error -> error.getKeyword().equals(TYPE))
                .map(Error::getInstanceLocation)
                .toList();
        for (Error error : errors) {
            if (error.getKeyword().equals(TYPE) || !ofWrongType.contains(error.getInstanceLocation())) {
                problems.add(problem(error, Located.find(root, Schema.get().root(), error.getInstanceLocation())));
            }
        }
        if (problems.isEmpty()) {
            Bounds.check(root, Schema.get().root(), problems);
        }
        if (!problems.isEmpty()) {
            problems.sort(Problem.IN_ORDER);
            throw new ConfigurationException(problems);
        }
    }

    private static Problem problem(Error error, Located at) {
        // What stands where the name of a secret's file or variable belongs may be the secret itself.
        boolean mayBeSecret =
                SecretNames.isReference(at.path().substring(at.path().lastIndexOf('.') + 1));
        String found = "found " + (mayBeSecret ? "something else" : at.value().found()) + ", expected ";
        JsonNode rule = at.rule();
        return switch (error.getKeyword()) {
            case "additionalProperties" -> unknownKey(at, error.getProperty());
            case "required" -> at(at, "found no key '" + error.getProperty() + "', expected it");
            case TYPE -> at(at, found + expected(rule, typeWords(rule)));
            case "enum" ->
                at(
                        at,
                        found + "one of " + words(rule.path("enum"))
                                + Nearest.hint(error.getInstanceNode().asText(), words(rule.path("enum"))));
            case "minimum" -> at(at, found + "at least " + rule.path("minimum").asText());
            case "maximum" -> at(at, found + "at most " + rule.path("maximum").asText());
            case "uniqueItems" -> at(at, found + "each of its values once");
            case "pattern", "minItems", "minLength", "maxLength", "minProperties", "maxProperties" ->
                at(at, found + expected(rule, "another"));
            default ->
                throw new IllegalStateException("expected a keyword with words of ours, found " + error.getKeyword());
        };
    }

    private static Problem at(Located at, String message) {
        Place place = at.value() instanceof Mapping ? at.keyPlace() : at.value().place();
        return new Problem(place, at.path(), message);
    }

    private static Problem unknownKey(Located in, String key) {
        Place place = in.child(key).keyPlace();
        String path = Located.join(in.path(), key);
        if (Schema.hasChosenNames(in.rule())) {
            return new Problem(
                    place,
                    path,
                    "found the name '" + key + "', expected "
                            + in.rule().path("x-name").asText());
        }
        List<String> known = Schema.keys(in.rule());
        return new Problem(
                place,
                path,
                "found the unknown key '" + key + "', expected one of " + known + Nearest.hint(key, known));
    }

    private static String expected(JsonNode rule, String otherwise) {
        return rule.path("x-expected").asText(otherwise);
    }

    private static String typeWords(JsonNode rule) {
        return switch (rule.path(TYPE).asText()) {
            case "object" -> "a mapping";
            case "array" -> "a list";
            case "integer" -> "a whole number";
            case "number" -> "a decimal number";
            case "boolean" -> "true or false";
            case "string" -> "a text";
            default -> "a single value";
        };
    }

    private static List<String> words(JsonNode array) {
        List<String> words = new ArrayList<>();
        array.forEach(word -> words.add(word.asText()));
        return words;
    }
}
