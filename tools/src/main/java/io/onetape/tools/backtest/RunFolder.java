package io.onetape.tools.backtest;

import io.onetape.backtest.metrics.MetricsPass;
import io.onetape.backtest.metrics.RunMetricsJson;
import io.onetape.backtest.run.BacktestRun;
import io.onetape.backtest.run.BacktestSummary;
import io.onetape.journal.tape.NotEmptyException;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeWriter;
import io.onetape.replay.Pipeline;
import io.onetape.services.Processors;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of one backtest: {@code tape}, {@code metrics.json} and {@code summary.txt}. */
record RunFolder(Path folder) {
    /** The result tape. */
    Path tape() {
        return folder.resolve("tape");
    }

    /** Runs a prepared backtest into this folder, which is missing or empty. */
    BacktestSummary run(BacktestRun run, long sourceRecords, Console console) {
        run.requireStart(Processors.all());
        try {
            if (Files.isDirectory(folder)) {
                try (var entries = Files.list(folder)) {
                    if (entries.findAny().isPresent()) {
                        TapeFolder.requireFree(tape());
                        throw new NotEmptyException(folder);
                    }
                }
            }
            Files.createDirectories(folder);
            RunWarnings warnings = new RunWarnings();
            MetricsPass metrics = new MetricsPass();
            BacktestSummary summary;
            try (TapeWriter writer = TapeFolder.create(tape(), run.resultTapeId(), BacktestRun.ROLL);
                    Progress progress = new Progress(console, "backtest", sourceRecords, true)) {
                Pipeline.Observer observer = record -> {
                    warnings.onRecord(record);
                    metrics.onRecord(record);
                };
                summary = run.run(TapeFolder.open(tape()), writer, Processors.all(), observer, progress::now);
            }
            Files.writeString(folder.resolve("metrics.json"), RunMetricsJson.text(summary, metrics.finish()));
            Files.writeString(folder.resolve("summary.txt"), summary.toText());
            warnings.say(console, "tape cat -t AlertRaised -t StrategyChanged " + tape());
            return summary;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + folder, e);
        }
    }
}
