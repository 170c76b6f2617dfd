package io.onetape.tools.data;

import io.onetape.backtest.importer.ImportRequest;
import io.onetape.backtest.importer.tape.TapeImport;
import io.onetape.journal.schema.Market;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tape import binance}: raw captures of Binance's streams and REST snapshots. */
@Command(
        name = "binance",
        description = {
            "Makes a new tape of raw Binance captures: lines of receive stamp and frame, plain or gz.",
            "Several files continue each other. Lines that can't be read are kept in NEW_TAPE/rejects.ndjson."
        },
        footer = {
            "",
            "Examples:",
            "  tape import binance btcusdt.gz --market usdm --symbol BTCUSDT --out TAPE",
            "  tape import binance ws.gz --snapshots http.gz --market usdm --out TAPE"
        })
public final class ImportBinanceCommand implements Callable<Integer> {
    /** Binance's markets, as they are typed. */
    enum BinanceMarket {
        USDM(Market.USDM),
        COINM(Market.COINM),
        SPOT(Market.SPOT);

        private final Market market;

        BinanceMarket(Market market) {
            this.market = market;
        }
    }

    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "recordings, in order")
    private List<Path> files = List.of();

    @Option(names = "--market", required = true, description = "usdm, coinm or spot")
    private BinanceMarket market = BinanceMarket.USDM;

    @Option(names = "--symbol", paramLabel = "SYMBOL", description = "keep this one only; may be repeated")
    private List<String> symbols = List.of();

    @Option(
            names = "--snapshots",
            paramLabel = "FILE",
            description = "recorded REST replies, depth and exchangeInfo; may be repeated")
    private List<Path> snapshots = List.of();

    @Option(names = "--out", required = true, paramLabel = "NEW_TAPE", description = "a new folder")
    private Path out = Path.of("");

    @Option(names = "--strict", description = "stop at the first line that can't be read")
    private boolean strict;

    public ImportBinanceCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        ImportReport report = new ImportReport(console, out);
        report.requireFiles(files);
        report.requireFiles(snapshots);
        ImportRequest request = new ImportRequest(
                files, snapshots, market.market, Set.copyOf(symbols), strict, Optional.of(report.rejects()));
        report.finish(report.run(() -> TapeImport.binance(request, out)));
        return ExitCode.OK;
    }
}
