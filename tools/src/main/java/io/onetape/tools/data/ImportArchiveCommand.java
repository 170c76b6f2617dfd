package io.onetape.tools.data;

import io.onetape.backtest.importer.tape.TapeImport;
import io.onetape.tools.console.Console;
import picocli.CommandLine.Command;

/** {@code tape import binance-archive}: CSV files of data.binance.vision. */
@Command(
        name = "binance-archive",
        description = {
            "Makes a new tape of Binance's public archive: aggTrades or trades, bookTicker, fundingRate, T_DEPTH, klines. bookDepth is refused: it has no price levels.",
            "They have no receive time: a record's time is the venue's. Lines that can't be read are kept in NEW_TAPE/rejects.ndjson."
        },
        footer = {
            "",
            "Examples:",
            "  tape import binance-archive BTCUSDT-aggTrades-2024-08-08.zip --market usdm --out TAPE",
            "  tape import binance-archive BTCUSDT-bookTicker-*.zip BTCUSDT-trades-*.zip --market usdm --out TAPE"
        })
public final class ImportArchiveCommand extends ImportRowsCommand {
    public ImportArchiveCommand(Console console) {
        super(console, TapeImport::binanceArchive);
    }
}
