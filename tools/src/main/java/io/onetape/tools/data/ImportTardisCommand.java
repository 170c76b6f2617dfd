package io.onetape.tools.data;

import io.onetape.backtest.importer.tape.TapeImport;
import io.onetape.tools.console.Console;
import picocli.CommandLine.Command;

/** {@code tape import tardis}: CSV files of Tardis.dev. */
@Command(
        name = "tardis",
        description = {
            "Makes a new tape of Tardis' CSV files: incremental_book_L2, book_snapshot_5 and _25, trades, quotes, book_ticker, derivative_ticker.",
            "Lines that can't be read are kept in NEW_TAPE/rejects.ndjson."
        },
        footer = {
            "",
            "Examples:",
            "  tape import tardis deribit_incremental_book_L2_2020-04-01_BTC-PERPETUAL.csv.gz --market inverse --out TAPE",
            "  tape import tardis *_incremental_book_L2_*.csv.gz *_trades_*.csv.gz --market linear --out TAPE"
        })
public final class ImportTardisCommand extends ImportRowsCommand {
    public ImportTardisCommand(Console console) {
        super(console, TapeImport::tardis);
    }
}
