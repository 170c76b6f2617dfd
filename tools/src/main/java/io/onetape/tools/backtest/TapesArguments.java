package io.onetape.tools.backtest;

import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Console;
import io.onetape.tools.select.TapeArgument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a backtest and a sweep are of, and how they answer. */
final class TapesArguments {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "STRATEGY",
            description = "market-maker, momentum, meanreversion, scalping, arbitrage or signal-follower")
    private String strategy = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "TAPE",
            description = "the tape's folder, or several, which are merged by time; else $$TAPE_JOURNAL")
    private List<Path> sources = List.of();

    @Option(names = "--json", description = "JSON: one object, of a sweep one a trial")
    private boolean json;

    boolean hasStrategy() {
        return !strategy.isEmpty();
    }

    /** Throws {@link CommandException} if none was given. */
    String strategy() {
        if (strategy.isEmpty()) {
            throw CommandException.usage(
                    "expected a STRATEGY, found none",
                    "tape backtest market-maker TAPE   or: tape backtest --like-live SESSION");
        }
        return strategy;
    }

    /** As typed, else the one of the environment; throws {@link CommandException} if there is none. */
    List<Path> sources(Console console) {
        return sources.isEmpty() ? List.of(TapeArgument.ofEnvironment(console)) : sources;
    }

    /** The words that name the strategy and the tapes. */
    List<String> words(Console console) {
        List<String> words = new ArrayList<>(List.of(strategy()));
        sources(console).forEach(tape -> words.add(tape.toString()));
        return words;
    }

    boolean json() {
        return json;
    }
}
