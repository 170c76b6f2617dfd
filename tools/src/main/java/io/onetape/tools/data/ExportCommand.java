package io.onetape.tools.data;

import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.console.Usage;
import io.onetape.tools.format.CsvFormat;
import io.onetape.tools.format.NdjsonFormat;
import io.onetape.tools.format.RecordFormat;
import io.onetape.tools.lake.LakeExport;
import io.onetape.tools.select.FilterOptions;
import io.onetape.tools.select.Selection;
import io.onetape.tools.select.TapeArgument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tape export}: every field of every record, for other programs. docs/formats.md describes the formats. */
@Command(
        name = "export",
        description = {
            "Writes records, every field of them: ndjson and csv to stdout, parquet into a new folder.",
            "The formats are described in docs/formats.md."
        },
        footer = {
            "",
            "Examples:",
            "  tape export TAPE > records.ndjson",
            "  tape export --format csv -t TradePrint -s BTCUSDT TAPE > prints.csv",
            "  tape export --format parquet --out LAKE TAPE"
        })
public final class ExportCommand implements Callable<Integer> {
    private enum Format {
        ndjson,
        csv,
        parquet
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

    @Option(names = "--out", paramLabel = "LAKE", description = "with parquet: a new folder")
    private @Nullable Path out;

    public ExportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Path folder = out;
        Usage.requireWith(folder != null, "--out", format == Format.parquet, "--format parquet");
        Usage.requireWith(format == Format.parquet, "--format parquet", folder != null, "--out LAKE");
        if (folder != null) {
            return writeLake(folder);
        }
        try (Selection selection = new Selection(tape.open(console), filters, console)) {
            RecordFormat writer = switch (format) {
                case ndjson -> new NdjsonFormat(selection.references(), console.out());
                case csv, parquet -> new CsvFormat(selection.references(), console.out(), selection.onlyType());
            };
            writer.begin();
            selection.forEach(console.isTerminal() ? "" : "export", writer::write);
            writer.end();
        }
        return ExitCode.OK;
    }

    private int writeLake(Path folder) throws IOException {
        filters.requireForward("--format parquet");
        LakeExport lake = new LakeExport(tape.open(console), filters, console);
        if (!lake.writeTo(folder)) {
            console.say(folder + " holds this export already; nothing was written");
            return ExitCode.OK;
        }
        console.say(lake.records() + " records are in " + folder + "; docs/formats.md says how");
        if (lake.unknown() > 0) {
            console.say(lake.unknown() + " records of a newer schema were left out; a newer build knows them");
        }
        return ExitCode.OK;
    }
}
