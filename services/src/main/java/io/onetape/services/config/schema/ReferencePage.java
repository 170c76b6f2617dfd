package io.onetape.services.config.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The schema as tables for people: every key, what it must be, its default and what it is for. Stateless. */
public final class ReferencePage {
    private ReferencePage() {}

    /** Markdown, section by section in the order of the schema. */
    public static String markdown() {
        StringBuilder page = new StringBuilder();
        Schema.get().root().path("properties").properties().forEach(section -> {
            JsonNode rule = section.getValue();
            page.append("### ").append(section.getKey()).append("\n\n");
            page.append(rule.path("description").asText());
            page.append(rule.path("x-reload").asBoolean() ? " May be reloaded.\n\n" : " Needs a restart.\n\n");
            page.append("| key | value | default | |\n|---|---|---|---|\n");
            if (rule.path("type").asText().equals("object")) {
                rows(section.getKey(), rule, page);
            } else {
                row(section.getKey(), rule, false, page);
            }
            page.append('\n');
        });
        return page.toString().stripTrailing() + "\n";
    }

    private static void rows(String path, JsonNode rule, StringBuilder page) {
        List<String> required = new ArrayList<>();
        rule.path("required").forEach(key -> required.add(key.asText()));
        rule.path("properties").properties().forEach(property -> {
            String key = path + "." + property.getKey();
            JsonNode child = property.getValue();
            if (child.path("type").asText().equals("object")) {
                sectionRow(key, child, page);
                rows(key, child, page);
            } else {
                row(key, child, required.contains(property.getKey()), page);
            }
        });
        rule.path("patternProperties").properties().forEach(named -> {
            JsonNode child = named.getValue();
            String key = path + ".<name>";
            if (child.path("type").asText().equals("object")) {
                rows(key, child, page);
            } else {
                row(key, child, false, page);
            }
        });
    }

    private static void sectionRow(String key, JsonNode rule, StringBuilder page) {
        String what = rule.path("x-expected").asText("a mapping");
        page.append("| `").append(key).append("` | ").append(what).append(" | | ");
        page.append(rule.path("description").asText()).append(" |\n");
    }

    private static void row(String key, JsonNode rule, boolean required, StringBuilder page) {
        page.append("| `").append(key).append("` | ").append(value(rule)).append(" | ");
        page.append(required ? "must be given" : standard(rule)).append(" | ");
        page.append(rule.path("description").asText()).append(" |\n");
    }

    private static String value(JsonNode rule) {
        if (rule.has("enum")) {
            List<String> words = new ArrayList<>();
            rule.path("enum").forEach(word -> words.add("`" + word.asText() + "`"));
            return String.join(", ", words);
        }
        String bounds = "";
        if (rule.has("x-minimum")) {
            bounds = ", " + rule.path("x-minimum").asText() + " to "
                    + rule.path("x-maximum").asText();
        } else if (rule.has("minimum")) {
            bounds = ", " + rule.path("minimum").asText() + " to "
                    + rule.path("maximum").asText();
        }
        return what(rule) + bounds;
    }

    private static String what(JsonNode rule) {
        if (rule.has("x-quantity")) {
            return rule.path("x-quantity").asText();
        }
        return switch (rule.path("type").asText()) {
            case "array" -> "list of: " + what(rule.path("items"));
            case "integer" -> "whole number";
            case "boolean" -> "`true`, `false`";
            case "string" -> rule.path("x-expected").asText("text");
            default -> "text, number, `true`, `false`";
        };
    }

    private static String standard(JsonNode rule) {
        JsonNode standard = rule.path("default");
        if (standard.isMissingNode()) {
            return "none";
        }
        return standard.isArray()
                ? "none"
                : "`" + (standard.isNumber() ? standard.decimalValue().toPlainString() : standard.asText()) + "`";
    }
}
