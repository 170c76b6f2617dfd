package io.onetape.tools.run;

import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.format.FormatOption;
import io.onetape.tools.format.Json;
import io.onetape.tools.format.RecordFormat;
import io.onetape.tools.format.Times;
import io.onetape.tools.select.FilterOptions;
import io.onetape.tools.select.Selection;
import io.onetape.tools.select.TapeArgument;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tape replay}: records at the pace of their own times, or a multiple of it. */
@Command(
        name = "replay",
        description = "Prints records at the pace at which they came.",
        footer = {"", "Examples:", "  tape replay --speed 10x -t Fill TAPE", "  tape replay --speed max --quiet TAPE"})
public final class ReplayCommand implements Callable<Integer> {
    private final Console console;
    private long records;
    private long firstNanos;
    private long lastNanos;

    @Mixin
    private TapeArgument tape = new TapeArgument();

    @Mixin
    private FilterOptions filters = new FilterOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    @Option(
            names = "--speed",
            paramLabel = "SPEED",
            defaultValue = "1x",
            description = "max, 1x, 10x, 0.5x; default 1x")
    private String speed = "1x";

    @Option(
            names = {"-q", "--quiet"},
            description = "only count the records")
    private boolean quiet;

    public ReplayCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Pace pace = Pace.parse(speed);
        filters.requireForward("replay");
        long start = System.nanoTime();
        try (Selection selection = new Selection(tape.open(console), filters, console)) {
            RecordFormat writer =
                    format.writer(console, selection.references(), selection.line(), selection.onlyType());
            if (!quiet) {
                writer.begin();
            }
            selection.forEach(quiet || !console.isTerminal() ? "replay" : "", record -> {
                long nanos = record.recordedAtNanos();
                if (pace.untilDue(nanos, System.nanoTime()) > 0) {
                    console.out().flush();
                    pace.await(nanos);
                }
                firstNanos = records == 0 ? nanos : firstNanos;
                lastNanos = nanos;
                records++;
                if (!quiet) {
                    writer.write(record);
                }
            });
            console.out().flush();
        }
        summarise(System.nanoTime() - start);
        return ExitCode.OK;
    }

    private void summarise(long tookNanos) {
        if (quiet && format.chosen() == FormatOption.Format.ndjson) {
            console.out()
                    .line(new Json()
                            .begin()
                            .number("records", records)
                            .integer("spanNanos", lastNanos - firstNanos)
                            .integer("tookNanos", tookNanos)
                            .endObject()
                            .text());
            return;
        }
        String text = String.format(
                Locale.ROOT,
                "%,d records of %s in %s",
                records,
                Times.span(lastNanos - firstNanos),
                Times.span(tookNanos));
        if (quiet) {
            console.out().line(text);
        } else {
            console.say(text);
        }
    }
}
