package io.onetape.tools.backtest;

import io.onetape.backtest.sweep.Part;
import io.onetape.backtest.sweep.Trial;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.Shell;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The words of a backtest: what makes the run, and nothing of what was asked for beside it, such as where to keep it or a check. Options stand in their long form, each value in a word of its own. Immutable.
 *
 * @param arguments what follows {@code tape backtest}
 */
record RunWords(List<String> arguments, List<Option> options) {
    private static final Set<String> OF_THE_RUN = ofTheRun();
    private static final long NANOS = 1_000_000_000L;

    /** As typed once; null: without a value. */
    record Option(String name, @Nullable String value) {}

    RunWords {
        arguments = List.copyOf(arguments);
        options = List.copyOf(options);
    }

    /**
     * Of what was typed: every option of the simulation and of the strategies.
     *
     * @param arguments what the run is of
     */
    static RunWords of(ParseResult typed, List<String> arguments) {
        List<Option> options = new ArrayList<>();
        for (ArgSpec argument : new LinkedHashSet<>(typed.matchedArgs())) {
            if (argument instanceof OptionSpec option && OF_THE_RUN.contains(option.longestName())) {
                if (option.arity().max() == 0) {
                    options.add(new Option(option.longestName(), null));
                } else {
                    option.originalStringValues()
                            .forEach(value -> options.add(new Option(option.longestName(), value)));
                }
            }
        }
        return new RunWords(arguments, options);
    }

    private static Set<String> ofTheRun() {
        Set<String> names = new TreeSet<>();
        for (Object options : List.of(new SimulationOptions(), new StrategyOptions())) {
            CommandSpec.forAnnotatedObject(options).options().forEach(option -> names.add(option.longestName()));
        }
        names.remove("--merged"); // where to keep what is read
        return names;
    }

    /** What {@link #words} gave. */
    static RunWords parse(List<String> words, Console console) {
        ParseResult typed = new CommandLine(new BacktestCommand(console))
                .parseArgs(words.subList(2, words.size()).toArray(String[]::new));
        List<String> arguments = typed.matchedPositionals().stream()
                .flatMap(each -> each.originalStringValues().stream())
                .toList();
        return of(typed, arguments);
    }

    /** With this value of an option, in the place of the typed one. */
    RunWords with(String name, String value) {
        List<Option> changed = new ArrayList<>(without(name).options);
        int at = options.stream().map(Option::name).toList().indexOf(name);
        changed.add(at < 0 ? changed.size() : at, new Option(name, value));
        return new RunWords(arguments, changed);
    }

    /** The same, if there is one. */
    RunWords with(String name, Optional<String> value) {
        return value.map(text -> with(name, text)).orElse(this);
    }

    RunWords without(String name) {
        return new RunWords(
                arguments,
                options.stream().filter(option -> !option.name().equals(name)).toList());
    }

    /** Of one trial: its parameters, and its part of the tape. */
    RunWords of(Trial trial) {
        Part part = trial.part();
        RunWords words = with(
                        "--from",
                        Optional.of(part.fromNanos())
                                .filter(n -> n != Long.MIN_VALUE)
                                .map(RunWords::time))
                .with(
                        "--to",
                        Optional.of(part.toNanos())
                                .filter(n -> n != Long.MAX_VALUE)
                                .map(RunWords::time));
        List<Option> all = new ArrayList<>(words.options);
        trial.parameters().forEach((name, value) -> all.add(new Option("--set", name + "=" + value)));
        return new RunWords(arguments, all);
    }

    /** The same from any folder: tapes and files by their whole paths. */
    RunWords anywhere(List<Path> tapes) {
        List<String> whole = new ArrayList<>(arguments.subList(0, arguments.isEmpty() ? 0 : 1));
        tapes.forEach(tape -> whole.add(whole(tape)));
        return new RunWords(
                whole,
                options.stream()
                        .map(each -> each.value() == null
                                ? each
                                : new Option(each.name(), SimulationOptions.anywhere(each.name(), each.value())))
                        .toList());
    }

    static String whole(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }

    /** A local time, as {@code --from} takes it. */
    static String time(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS))
                .toString();
    }

    List<String> words() {
        List<String> words = new ArrayList<>(List.of("tape", "backtest"));
        words.addAll(arguments);
        for (Option option : options) {
            words.add(option.name());
            String value = option.value();
            if (value != null) {
                words.add(value);
            }
        }
        return words;
    }

    /** As a line for a shell. */
    String line() {
        return Shell.line(words());
    }
}
