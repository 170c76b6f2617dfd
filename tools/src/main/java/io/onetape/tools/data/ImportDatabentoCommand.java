package io.onetape.tools.data;

import io.onetape.tools.console.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tape import databento}: market-by-order CSV files of Databento. */
@Command(
        name = "databento",
        description = {
            "Makes a new tape of Databento's CSV files of schema mbo: the book order by order, and its trades, for --queue-model l3.",
            "Sizes are contracts: --contract-size says what one is, so that price times quantity is money.",
            "Lines that can't be read are kept in NEW_TAPE/rejects.ndjson."
        },
        footer = {
            "",
            "Examples:",
            "  tape import databento glbx-mdp3-20260105.mbo.csv --market linear --out TAPE",
            "  tape import databento *.mbo.csv.gz --market linear --symbol ESH6 --contract-size ESH6=50 --out TAPE"
        })
public final class ImportDatabentoCommand extends ImportRowsCommand {
    @Mixin
    final ContractSizeOption sizes; // read by picocli

    public ImportDatabentoCommand(Console console) {
        this(console, new ContractSizeOption());
    }

    private ImportDatabentoCommand(Console console, ContractSizeOption sizes) {
        super(console, (request, folder) -> sizes.run(request, folder, console));
        this.sizes = sizes;
    }
}
