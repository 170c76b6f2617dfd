package io.onetape.tools.data;

import io.onetape.backtest.importer.tape.TapeImport;
import io.onetape.tools.console.Console;
import picocli.CommandLine.Command;

/** {@code tape import databento}: market-by-order CSV files of Databento. */
@Command(
        name = "databento",
        description = {
            "Makes a new tape of Databento's CSV files of schema mbo: the book order by order, and its trades, for --queue-model l3.",
            "Lines that can't be read are kept in NEW_TAPE/rejects.ndjson."
        },
        footer = {
            "",
            "Examples:",
            "  tape import databento glbx-mdp3-20260105.mbo.csv --market linear --out TAPE",
            "  tape import databento *.mbo.csv.gz --market linear --symbol BTCF6 --out TAPE"
        })
public final class ImportDatabentoCommand extends ImportRowsCommand {
    public ImportDatabentoCommand(Console console) {
        super(console, TapeImport::databento);
    }
}
