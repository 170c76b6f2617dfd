package io.onetape.tools.backtest;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** The words of a command as they were typed, without some of its options. */
final class TypedOptions {
    /** Options of {@code tape backtest} that ask for something beside the run itself. */
    private static final Set<String> OWN_FLAGS = Set.of("--twice", "--json", "--bracket");

    private static final Set<String> OWN_OPTIONS = Set.of("--out", "--merged", "--check-lookahead", "--latency-table");

    private TypedOptions() {}

    /** What makes the run, and nothing else. */
    static List<String> ofTheRun(List<String> typed) {
        return without(typed, OWN_OPTIONS, OWN_FLAGS);
    }

    /**
     * The others, in their order.
     *
     * @param options each with a value, in a word of its own or behind {@code =}
     * @param flags without one
     */
    static List<String> without(List<String> typed, Set<String> options, Set<String> flags) {
        List<String> rest = new ArrayList<>();
        for (Iterator<String> all = typed.iterator(); all.hasNext(); ) {
            String word = all.next();
            int equals = word.indexOf('=');
            if (options.contains(word)) {
                all.next(); // its value
            } else if (!flags.contains(word) && !(equals > 0 && options.contains(word.substring(0, equals)))) {
                rest.add(word);
            }
        }
        return rest;
    }
}
