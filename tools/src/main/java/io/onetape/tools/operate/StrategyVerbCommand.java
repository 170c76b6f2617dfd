package io.onetape.tools.operate;

import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.console.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tape strategy start|stop|resume|mode}: what an engine does when it meets the command on the tape. */
@Command(description = "Tells a strategy's engine what to do with it.")
public final class StrategyVerbCommand implements Callable<Integer> {
    private static final List<String> MODES = List.of("live", "simulation", "observation");

    private final Console console;
    private final String verb;

    @Mixin
    private DeskOptions options = new DeskOptions();

    @Parameters(index = "0", paramLabel = "NAME")
    private String name = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "MODE",
            description = "of mode: live, simulation, observation")
    private String mode = "";

    StrategyVerbCommand(Console console, String verb) {
        this.console = console;
        this.verb = verb;
    }

    @Override
    public Integer call() {
        Desk desk = new Desk(options, console);
        String what = ("strategy " + name + " " + verb + " " + mode).strip();
        requireKnown(new Known(desk.paths()), name, "refused: " + what, desk);
        if (verb.equals("mode") != MODES.contains(mode) || (!verb.equals("mode") && !mode.isEmpty())) {
            throw desk.refuse(
                    "refused: " + what,
                    verb.equals("mode")
                            ? "expected one of " + MODES + ", found '" + mode + "'"
                            : "expected nothing behind the name, found '" + mode + "'",
                    desk.typed("strategy " + verb) + " " + name + (verb.equals("mode") ? " observation" : ""));
        }
        desk.send(what, outbox -> {});
        return ExitCode.OK;
    }

    /** Refuses on the tape what is about a strategy that has no settings there. */
    static void requireKnown(Known known, String name, String what, Desk desk) {
        List<String> names = new ArrayList<>(known.settings().strategies());
        if (!names.contains(name)) {
            throw desk.refuse(
                    what,
                    "expected a strategy that is on the tape, one of " + names + ", found '" + name + "'",
                    Nearest.suggest(name, names));
        }
    }
}
