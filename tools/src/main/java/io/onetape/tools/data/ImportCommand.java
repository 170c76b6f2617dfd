package io.onetape.tools.data;

import io.onetape.tools.console.Console;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** {@code tape import}: a group of commands, one a format. */
@Command(name = "import", description = "Makes a new tape of recorded data.", synopsisSubcommandLabel = "FORMAT")
public final class ImportCommand {
    private ImportCommand() {}

    /** The group with its formats. */
    public static CommandSpec of(Console console) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new ImportCommand());
        spec.addSubcommand("binance", new CommandLine(new ImportBinanceCommand(console)));
        spec.addSubcommand("binance-archive", new CommandLine(new ImportArchiveCommand(console)));
        spec.addSubcommand("bybit", new CommandLine(new ImportBybitCommand(console)));
        spec.addSubcommand("tardis", new CommandLine(new ImportTardisCommand(console)));
        spec.addSubcommand("databento", new CommandLine(new ImportDatabentoCommand(console)));
        spec.addSubcommand("ndjson", new CommandLine(new ImportNdjsonCommand(console)));
        spec.addSubcommand("signals", new CommandLine(new ImportSignalsCommand(console)));
        return spec;
    }
}
