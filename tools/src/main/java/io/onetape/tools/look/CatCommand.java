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
import picocli.CommandLine.Option;

/** {@code tape cat}: prints records. */
@Command(
        name = "cat",
        description = "Prints records, oldest first.",
        footer = {
            "",
            "Examples:",
            "  tape cat -t Fill -s BTCUSDT --from -1h -n 2 TAPE",
            "  tape cat -t OrderChanged -w 'state = REJECTED and price > 64000' TAPE",
            "  tape cat --json -o mm1-7 TAPE | jq .type",
            "  tape cat -f --from -1m --token-file TOKEN tcp://127.0.0.1:8480",
            "Positions: 2024-08-08T12:00:00 (UTC), start, end, seq:N, an epoch, -15m before the last record, now-15m, +5m after --from"
        })
public final class CatCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private AnyTapeArgument tape = new AnyTapeArgument();

    @Mixin
    private FilterOptions filters = new FilterOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    @Option(names = "-f", description = "go on with what is appended; -n: begin with the last N")
    private boolean follow;

    public CatCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (Selection selection =
                new Selection(follow ? tape.openToFollow(console) : tape.open(console), filters, console)) {
            RecordFormat writer =
                    format.writer(console, selection.references(), selection.line(), selection.onlyType());
            writer.begin();
            if (follow) {
                selection.follow(writer::write);
            } else {
                selection.forEach(console.isTerminal() ? "" : "cat", writer::write);
            }
            writer.end();
        }
        return ExitCode.OK;
    }
}
