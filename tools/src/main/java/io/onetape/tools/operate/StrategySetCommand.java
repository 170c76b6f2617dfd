package io.onetape.tools.operate;

import io.onetape.services.config.settings.Setting;
import io.onetape.services.strategy.Parameter;
import io.onetape.services.strategy.StrategyType;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.console.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tape strategy set}: parameters of one strategy, within the bounds that its kind declares. */
@Command(
        name = "set",
        description = "Sets parameters of a strategy, at once. Type and instruments need the configuration.",
        footer = {"", "Examples:", "  tape strategy set --dir RUN mm1 quantity=0.02 spread=2"})
public final class StrategySetCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private DeskOptions options = new DeskOptions();

    @Parameters(index = "0", paramLabel = "NAME")
    private String name = "";

    @Parameters(index = "1..*", paramLabel = "KEY=VALUE")
    private List<String> words = new ArrayList<>();

    StrategySetCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        SortedMap<String, String> values = Assignments.read(words, "tape strategy set mm1 quantity=0.02");
        Desk desk = new Desk(options, console);
        // Not 'strategy NAME ...': that would be a command to the engine.
        String what = "set strategy " + name + " " + String.join(" ", words);
        Known known = new Known(desk.paths());
        StrategyVerbCommand.requireKnown(known, name, what, desk);
        StrategyType type = known.type(known.setting(name, "type").orElse(""))
                .orElseThrow(() -> desk.refuse(
                        what, "expected a strategy of a type that is known, found none", desk.typed("strategy list")));
        values.forEach((key, value) -> check(type, key, value, what, desk));
        desk.send(
                what,
                outbox -> values.forEach(
                        (key, value) -> outbox.set(new Setting.Value("strategy." + name + "." + key, value))));
        return ExitCode.OK;
    }

    private static void check(StrategyType type, String key, String value, String what, Desk desk) {
        List<String> names = type.settings().stream().map(Parameter::name).toList();
        Parameter parameter = type.settings().stream()
                .filter(one -> one.name().equals(key))
                .findFirst()
                .orElseThrow(() -> desk.refuse(
                        what,
                        "expected one of " + names + " of a " + type.name() + ", found '" + key + "'",
                        Nearest.suggest(key, names)));
        try {
            parameter.parse(value);
        } catch (IllegalArgumentException e) {
            throw desk.refuse(what, String.valueOf(e.getMessage()), desk.typed("strategy list"));
        }
    }
}
