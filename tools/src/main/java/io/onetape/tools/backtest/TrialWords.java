package io.onetape.tools.backtest;

import io.onetape.backtest.sweep.Part;
import io.onetape.backtest.sweep.Trial;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The words of the backtest that a trial is: everything that was typed of the sweep and that a backtest knows, and the trial's own parameters. */
final class TrialWords {
    private static final Set<String> OF_ONE_COMMAND = Set.of("--set", "--json", "--out", "--merged");
    private static final long NANOS = 1_000_000_000L;

    private TrialWords() {}

    /** Without parameters. */
    static List<String> common(ParseResult typed, CommandLine backtest) {
        List<String> words = new ArrayList<>(List.of("tape", "backtest"));
        List<String> options = new ArrayList<>();
        for (ArgSpec argument : typed.matchedArgs()) {
            if (argument instanceof OptionSpec option) {
                String name = option.longestName();
                if (backtest.getCommandSpec().optionsMap().containsKey(name) && !OF_ONE_COMMAND.contains(name)) {
                    if (option.arity().max() == 0) {
                        options.add(name);
                    } else {
                        option.originalStringValues().forEach(value -> options.addAll(List.of(name, value)));
                    }
                }
            } else {
                words.addAll(argument.originalStringValues());
            }
        }
        words.addAll(options);
        return words;
    }

    /** Of one trial. */
    static List<String> of(List<String> common, Trial trial) {
        List<String> words = new ArrayList<>(common);
        Part part = trial.part();
        if (part.fromNanos() != Long.MIN_VALUE) {
            replace(words, "--from", text(part.fromNanos()));
        }
        if (part.toNanos() != Long.MAX_VALUE) {
            replace(words, "--to", text(part.toNanos()));
        }
        trial.parameters().forEach((name, value) -> words.addAll(List.of("--set", name + "=" + value)));
        return words;
    }

    /** As a line for a shell. */
    static String line(List<String> words) {
        return String.join(
                " ",
                words.stream()
                        .map(word -> word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
                        .toList());
    }

    private static String text(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS))
                .toString();
    }

    private static void replace(List<String> words, String option, String value) {
        int at = words.indexOf(option);
        if (at >= 0) {
            words.set(at + 1, value);
        } else {
            words.addAll(List.of(option, value));
        }
    }
}
