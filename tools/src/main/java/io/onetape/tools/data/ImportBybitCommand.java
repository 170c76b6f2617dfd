package io.onetape.tools.data;

import io.onetape.backtest.importer.tape.TapeImport;
import io.onetape.tools.console.Console;
import picocli.CommandLine.Command;

/** {@code tape import bybit}: Bybit's archives of order books and trades. */
@Command(
        name = "bybit",
        description = {
            "Makes a new tape of Bybit's archives: order books (lines of JSON) and trades (CSV).",
            "They have no receive time: a record's time is the venue's. Lines that can't be read are kept in NEW_TAPE/rejects.ndjson."
        },
        footer = {
            "",
            "Examples:",
            "  tape import bybit 2024-12-01_XRPUSDT_ob500.data.zip --market linear --out TAPE",
            "  tape import bybit *_XRPUSDT_ob500.data.zip XRPUSDT2024-12-*.csv.gz --market linear --out TAPE"
        })
public final class ImportBybitCommand extends ImportRowsCommand {
    public ImportBybitCommand(Console console) {
        super(console, TapeImport::bybit);
    }
}
