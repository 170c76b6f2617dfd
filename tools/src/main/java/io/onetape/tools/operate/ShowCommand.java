package io.onetape.tools.operate;

import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.format.Json;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tape risk show}, {@code tape config show}, {@code tape strategy list}: what the tape says is in force, a line each. */
@Command(name = "show", description = "What the run's tape says is in force by now.")
public final class ShowCommand implements Callable<Integer> {
    private final Console console;
    private final Function<Known, SortedMap<String, String>> lines;

    @Mixin
    private DeskOptions options = new DeskOptions();

    ShowCommand(Console console, Function<Known, SortedMap<String, String>> lines) {
        this.console = console;
        this.lines = lines;
    }

    @Override
    public Integer call() {
        SortedMap<String, String> found = lines.apply(new Known(new Desk(options, console).paths()));
        if (options.json) {
            Json json = new Json().begin();
            found.forEach((key, value) -> json.anyKey(key).value(value));
            console.out().line(json.endObject().text());
        } else {
            found.forEach((key, value) -> console.out().line(key + ": " + value));
        }
        return ExitCode.OK;
    }
}
