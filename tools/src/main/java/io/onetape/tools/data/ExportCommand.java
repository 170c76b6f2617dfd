package io.onetape.tools.data;

import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.format.CsvFormat;
import io.onetape.tools.format.NdjsonFormat;
import io.onetape.tools.format.RecordFormat;
import io.onetape.tools.select.FilterOptions;
import io.onetape.tools.select.Selection;
import io.onetape.tools.select.TapeArgument;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tape export}: every field of every record, for other programs. docs/formats.md describes the formats. */
@Command(
        name = "export",
        description = "Writes records to stdout, every field of them. The formats are described in docs/formats.md.",
        footer = {
            "",
            "Examples:",
            "  tape export TAPE > records.ndjson",
            "  tape export --format csv -t TradePrint -s BTCUSDT TAPE > prints.csv"
        })
public final class ExportCommand implements Callable<Integer> {
    private enum Format {
        ndjson,
        csv
    }

    private final Console console;

    @Mixin
    private TapeArgument tape = new TapeArgument();

    @Mixin
    private FilterOptions filters = new FilterOptions();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "ndjson",
            description =
                    "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}. csv has a column for each field if -t names one type")
    private Format format = Format.ndjson;

    public ExportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (Selection selection = new Selection(tape.open(console), filters, console)) {
            RecordFormat writer = switch (format) {
                case ndjson -> new NdjsonFormat(selection.references(), console.out());
                case csv -> new CsvFormat(selection.references(), console.out(), selection.onlyType());
            };
            writer.begin();
            selection.forEach(console.isTerminal() ? "" : "export", writer::write);
            writer.end();
        }
        return ExitCode.OK;
    }
}
