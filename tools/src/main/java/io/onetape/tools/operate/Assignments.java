package io.onetape.tools.operate;

import io.onetape.tools.console.CommandException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Words such as {@code quantity=0.02}. */
final class Assignments {
    private Assignments() {}

    /** By key; throws {@link CommandException} if there is none, or one that is no assignment. */
    static SortedMap<String, String> read(List<String> words, String example) {
        SortedMap<String, String> values = new TreeMap<>();
        for (String word : words) {
            int at = word.indexOf('=');
            if (at < 1) {
                throw CommandException.usage("expected KEY=VALUE, found '" + word + "'", example);
            }
            values.put(word.substring(0, at), word.substring(at + 1));
        }
        if (values.isEmpty()) {
            throw CommandException.usage("expected at least one KEY=VALUE, found none", example);
        }
        return values;
    }
}
