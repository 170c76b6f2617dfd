package io.onetape.tools.data;

import io.onetape.backtest.importer.tape.TapeImport;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.console.Progress;
import io.onetape.tools.folder.PartialFolder;
import io.onetape.tools.folder.TemporaryFolder;
import io.onetape.tools.signals.SignalTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tape import signals}: signals that were computed elsewhere. */
@Command(
        name = "signals",
        description = {
            "Makes a new tape of signals that were computed elsewhere: CSV, NDJSON or Parquet with the columns available_time,",
            "symbol, name, value, and if wanted strategy, fair_price, priority. Nobody sees a signal before its available_time."
        },
        footer = {
            "",
            "Examples:",
            "  tape import signals alpha.csv --market TAPE --out NEW_TAPE",
            "  tape backtest signal-follower NEW_TAPE",
            "available_time: nanoseconds since the epoch, or ISO-8601 in UTC, on the clock of the market's receive stamps."
        })
public final class ImportSignalsCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "signals, in any order")
    private List<Path> files = List.of();

    @Option(
            names = "--market",
            paramLabel = "TAPE",
            description = "a tape whose facts stand between the signals, by time")
    private @Nullable Path market;

    @Option(names = "--out", required = true, paramLabel = "NEW_TAPE", description = "a new folder")
    private Path out = Path.of("");

    public ImportSignalsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        new ImportReport(console, out).requireFiles(files);
        Optional<TapeFolder> between = Optional.ofNullable(market).map(TapeFolder::open);
        try (PartialFolder partial = PartialFolder.ofTape(out, console);
                TemporaryFolder spill = new TemporaryFolder("signals", console);
                SignalTable signals = new SignalTable(spill.path())) {
            signals.read(files);
            if (signals.rows() == 0) {
                throw CommandException.notFound(
                        "nothing was imported, and no tape is left: the files have no signal",
                        "tape import signals --help");
            }
            SortedSet<String> unknown = TapeImport.signals(files, between, rows(signals, partial), partial.path());
            partial.complete();
            if (!unknown.isEmpty()) {
                console.say("the market does not define, or not before their signals: " + String.join(", ", unknown)
                        + "; tape info TAPE lists what it does");
            }
            console.say(signals.rows() + " signals are on " + out);
        }
        return ExitCode.OK;
    }

    private TapeImport.SignalRows rows(SignalTable signals, PartialFolder partial) {
        return sink -> {
            try (Progress progress = new Progress(console, "import", signals.rows(), true)) {
                AtomicLong count = new AtomicLong();
                signals.forEach(row -> {
                    sink.accept(row);
                    progress.at(count.incrementAndGet());
                    partial.pause();
                });
            }
        };
    }
}
