package io.onetape.tools.data;

import io.onetape.backtest.importer.ImportRequest;
import io.onetape.backtest.importer.ImportResult;
import io.onetape.backtest.importer.tape.TapeImport;
import io.onetape.journal.schema.Market;
import io.onetape.tools.console.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
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
public final class ImportBinanceCommand extends NewTapeCommand {
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

    public ImportBinanceCommand(Console console) {
        super(console);
    }

    @Override
    List<Path> files() {
        return Stream.concat(files.stream(), snapshots.stream()).toList();
    }

    @Override
    ImportResult importTo(Path folder, boolean strict, Path rejects, LongConsumer read) throws IOException {
        return TapeImport.binance(
                new ImportRequest(
                        files, snapshots, market.market, Set.copyOf(symbols), strict, Optional.of(rejects), read),
                folder);
    }

    @Override
    String sizes(Path tape) {
        return "a recorded exchangeInfo (--snapshots FILE) tells them";
    }
}
