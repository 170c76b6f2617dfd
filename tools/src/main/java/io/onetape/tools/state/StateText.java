package io.onetape.tools.state;

import com.fasterxml.jackson.databind.JsonNode;
import io.onetape.tools.console.Out;
import java.util.Map;
import java.util.Set;

/** A state for people, as YAML: of a book the levels nearest to the touch, of what has ended or waits the last few. What is left out is said. */
final class StateText {
    private static final Set<String> BOOK_SIDES = Set.of("bids", "asks");
    private static final Set<String> HISTORIES = Set.of("ended", "keptUpdates");
    private static final int LAST = 20;

    private final Out out;
    private final int levels;

    StateText(Out out, int levels) {
        this.out = out;
        this.levels = levels;
    }

    void print(JsonNode state) {
        object(state, "", "");
    }

    /** The members, the first behind {@code lead}, the others as far in as that is long. */
    private void object(JsonNode object, String lead, String indent) {
        String before = lead;
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            field(field.getKey(), field.getValue(), before, indent);
            before = indent;
        }
    }

    private void field(String key, JsonNode value, String before, String indent) {
        if (value.isEmpty() || value.isValueNode()) {
            out.line(before + key + ": " + scalar(value));
        } else if (value.isObject()) {
            out.line(before + key + ":");
            object(value, indent + "  ", indent + "  ");
        } else {
            out.line(before + key + ":");
            list(key, value, indent + "  ");
        }
    }

    private void list(String key, JsonNode list, String indent) {
        int size = list.size();
        int from = HISTORIES.contains(key) ? Math.max(0, size - LAST) : 0;
        int to = BOOK_SIDES.contains(key) ? Math.min(size, levels) : size;
        if (from > 0) {
            out.line(indent + "# " + from + " earlier ones: --json");
        }
        for (int i = from; i < to; i++) {
            JsonNode element = list.get(i);
            if (element.isObject() && !element.isEmpty()) {
                object(element, indent + "- ", indent + "  ");
            } else {
                out.line(indent + "- " + scalar(element));
            }
        }
        if (to < size) {
            out.line(indent + "# " + (size - to) + " more: --levels " + size);
        }
    }

    private static String scalar(JsonNode value) {
        if (value.isContainerNode()) {
            return value.toString(); // an empty one, or a list in a list
        }
        String text = value.asText();
        boolean plain = text.matches("[\\w.+-][\\w.:/ +-]*") && !text.contains(": ") && !text.endsWith(" ");
        return !value.isTextual() || plain ? text : value.toString();
    }
}
