package io.onetape.tools.data;

import io.onetape.backtest.importer.ImportResult;
import io.onetape.backtest.importer.ndjson.NdjsonRequest;
import io.onetape.backtest.importer.tape.TapeImport;
import io.onetape.tools.console.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tape import ndjson}: the facts of what {@code tape export --format ndjson} wrote. */
@Command(
        name = "ndjson",
        description = "Makes a new tape of the facts in exports of ours; what processors derived is left out.",
        footer = {
            "",
            "Examples:",
            "  tape export --format ndjson TAPE > facts.ndjson",
            "  tape import ndjson facts.ndjson --out NEW_TAPE"
        })
public final class ImportNdjsonCommand extends NewTapeCommand {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "exports, in order, plain or gz")
    private List<Path> files = List.of();

    public ImportNdjsonCommand(Console console) {
        super(console);
    }

    @Override
    List<Path> files() {
        return files;
    }

    @Override
    ImportResult importTo(Path folder, boolean strict, Path rejects, LongConsumer read) throws IOException {
        return TapeImport.ndjson(new NdjsonRequest(files, strict, Optional.of(rejects), read), folder);
    }

    /** What is exported was defined. */
    @Override
    String sizes(Path tape) {
        return "";
    }
}
