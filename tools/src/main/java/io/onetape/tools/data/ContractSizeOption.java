package io.onetape.tools.data;

import io.onetape.backtest.importer.ImportRequest;
import io.onetape.backtest.importer.ImportResult;
import io.onetape.backtest.importer.databento.ContractSizes;
import io.onetape.backtest.importer.tape.TapeImport;
import io.onetape.journal.schema.Market;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** What one contract of each future counts as, which its files do not say. */
final class ContractSizeOption {
    private static final int MOST_NAMED = 5;

    @Option(
            names = "--contract-size",
            paramLabel = "SYMBOL=N",
            description = "quantities of SYMBOL are multiplied by N, as ESH6=50; may be repeated")
    private List<String> typed = List.of();

    /** Imports, and warns of futures whose contracts count as 1. */
    ImportResult run(ImportRequest request, Path folder, Console console) throws IOException {
        ImportResult result = TapeImport.databento(request, sizes(), folder);
        List<String> imported = result.symbols().inferred();
        List<String> lacking = sizes().lacking(imported);
        if (request.market() != Market.SPOT && !lacking.isEmpty()) {
            console.say("warning: a contract of "
                    + String.join(", ", lacking.subList(0, Math.min(MOST_NAMED, lacking.size())))
                    + (lacking.size() > MOST_NAMED ? " and " + (lacking.size() - MOST_NAMED) + " more" : "")
                    + " counts as 1: where it stands for more, profit and loss are too small by as much; import with --contract-size "
                    + lacking.get(0) + "=N");
        }
        return result;
    }

    private ContractSizes sizes() {
        try {
            return ContractSizes.parse(typed);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("--contract-size: " + e.getMessage(), "tape import databento --help");
        }
    }
}
