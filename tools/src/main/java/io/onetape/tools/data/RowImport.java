package io.onetape.tools.data;

import io.onetape.backtest.importer.ImportRequest;
import io.onetape.backtest.importer.ImportResult;
import io.onetape.journal.schema.Market;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.console.Shell;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the commands that import files of rows have in common: their arguments, and what they say. */
final class RowImport {
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

    @Option(names = "--out", required = true, paramLabel = "NEW_TAPE", description = "a new folder")
    private Path out = Path.of("");

    @Option(names = "--strict", description = "stop at the first line that can't be read")
    private boolean strict;

    int run(Console console, Importer importer) throws IOException {
        ImportReport report = new ImportReport(console, out);
        report.requireFiles(files);
        ImportRequest request = new ImportRequest(
                files, List.of(), market.market, Set.copyOf(symbols), strict, Optional.of(report.rejects()));
        report.finish(
                report.run(() -> importer.run(request, out)),
                "check them: tape cat -t InstrumentDefined " + Shell.word(out));
        return ExitCode.OK;
    }
}
