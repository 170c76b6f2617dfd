package io.onetape.tools.data;

import io.onetape.backtest.importer.ImportRequest;
import io.onetape.backtest.importer.ImportResult;
import io.onetape.journal.schema.Market;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.Shell;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the commands that import files of rows have in common. */
abstract class ImportRowsCommand extends NewTapeCommand {
    /** Markets, as they are typed: what kind of contract, or Binance's word for it. */
    enum Kind {
        LINEAR(Market.USDM),
        INVERSE(Market.COINM),
        SPOT(Market.SPOT),
        USDM(Market.USDM),
        COINM(Market.COINM);

        private final Market market;

        Kind(Market market) {
            this.market = market;
        }
    }

    /** Imports a request into a new folder. */
    interface Importer {
        ImportResult run(ImportRequest request, Path out) throws IOException;
    }

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "files, merged by time: plain, gz or zip")
    private List<Path> files = List.of();

    @Option(names = "--market", required = true, description = "linear (usdm), inverse (coinm) or spot")
    private Kind market = Kind.LINEAR;

    @Option(names = "--symbol", paramLabel = "SYMBOL", description = "keep this one only; may be repeated")
    private List<String> symbols = List.of();

    private final Importer importer;

    ImportRowsCommand(Console console, Importer importer) {
        super(console);
        this.importer = importer;
    }

    @Override
    final List<Path> files() {
        return files;
    }

    @Override
    final ImportResult importTo(Path folder, boolean strict, Path rejects, LongConsumer read) throws IOException {
        return importer.run(
                new ImportRequest(
                        files, List.of(), market.market, Set.copyOf(symbols), strict, Optional.of(rejects), read),
                folder);
    }

    @Override
    final String sizes(Path tape) {
        return "check them: tape cat -t InstrumentDefined " + Shell.word(tape);
    }
}
