package io.onetape.tools.data;

import io.onetape.backtest.importer.ndjson.NdjsonRequest;
import io.onetape.backtest.importer.tape.TapeImport;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
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
public final class ImportNdjsonCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "exports, in order, plain or gz")
    private List<Path> files = List.of();

    @Option(names = "--out", required = true, paramLabel = "NEW_TAPE", description = "a new folder")
    private Path out = Path.of("");

    @Option(names = "--strict", description = "stop at the first line that can't be read")
    private boolean strict;

    public ImportNdjsonCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        ImportReport report = new ImportReport(console, out);
        report.requireFiles(files);
        NdjsonRequest request = new NdjsonRequest(files, strict, Optional.of(report.rejects()));
        report.finish(report.run(() -> TapeImport.ndjson(request, out)));
        return ExitCode.OK;
    }
}
