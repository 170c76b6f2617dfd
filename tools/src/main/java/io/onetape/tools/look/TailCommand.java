package io.onetape.tools.look;

import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.format.FormatOption;
import io.onetape.tools.format.RecordFormat;
import io.onetape.tools.select.AnyTapeArgument;
import io.onetape.tools.select.FilterOptions;
import io.onetape.tools.select.Selection;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tape tail}: the last records, and what follows; {@code cat -f -n 20}. */
@Command(
        name = "tail",
        description = "Prints the last 20 records, or -n, and then what is appended, until Ctrl-C.",
        footer = {"", "Example:", "  tape tail -t Fill TAPE"})
public final class TailCommand implements Callable<Integer> {
    private static final long DEFAULT_LIMIT = 20;

    private final Console console;

    @Mixin
    private AnyTapeArgument tape = new AnyTapeArgument();

    @Mixin
    private FilterOptions filters = new FilterOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    public TailCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        filters.orLimit(DEFAULT_LIMIT);
        try (Selection selection = new Selection(tape.openToFollow(console), filters, console)) {
            RecordFormat writer =
                    format.writer(console, selection.references(), selection.line(), selection.onlyType());
            writer.begin();
            selection.follow(writer::write);
            writer.end();
        }
        return ExitCode.OK;
    }
}
