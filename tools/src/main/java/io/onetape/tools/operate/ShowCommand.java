package io.onetape.tools.operate;

import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.console.Wrap;
import io.onetape.tools.format.Json;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tape risk show}, {@code tape config show}, {@code tape strategy list}: what the tape says is in force, a line each. */
@Command(name = "show", description = "What the run's tape says is in force by now.")
public final class ShowCommand implements Callable<Integer> {
    private final Console console;
    private final Function<Known, SortedMap<String, String>> lines;
    private final BiConsumer<Known, Json> members;

    @Mixin
    private DeskOptions options = new DeskOptions();

    ShowCommand(Console console, Function<Known, SortedMap<String, String>> lines, BiConsumer<Known, Json> members) {
        this.console = console;
        this.lines = lines;
        this.members = members;
    }

    @Override
    public Integer call() {
        Known known = new Known(new Desk(options, console).paths());
        if (options.json) {
            Json json = new Json().begin();
            members.accept(known, json);
            console.out().line(json.endObject().text());
        } else {
            lines.apply(known)
                    .forEach((key, value) ->
                            console.out().line(Wrap.words(key + ": " + value, console.columns(), "    ")));
        }
        return ExitCode.OK;
    }
}
