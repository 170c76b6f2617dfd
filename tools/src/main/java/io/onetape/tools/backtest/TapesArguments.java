package io.onetape.tools.backtest;

import io.onetape.tools.console.CommandException;
import java.nio.file.Path;
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

    /** Empty: the one of the environment. */
    List<Path> sources() {
        return sources;
    }

    boolean json() {
        return json;
    }
}
