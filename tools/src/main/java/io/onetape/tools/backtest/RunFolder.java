package io.onetape.tools.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onetape.backtest.metrics.MetricsPass;
import io.onetape.backtest.metrics.json.RunMetricsJson;
import io.onetape.backtest.run.BacktestRun;
import io.onetape.backtest.run.BacktestSummary;
import io.onetape.journal.tape.NotEmptyException;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeWriter;
import io.onetape.replay.Pipeline;
import io.onetape.services.Processors;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.Progress;
import io.onetape.tools.folder.PartialFolder;
import io.onetape.tools.live.BuildName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The folder of one backtest: {@code tape}, {@code metrics.json}, {@code summary.txt} and {@code command.json}. */
record RunFolder(Path folder) {
    /** The result tape. */
    Path tape() {
        return folder.resolve("tape");
    }

    /**
     * What made a run and what gives it again: it stands in {@code command.json}.
     *
     * @param typed the words that were typed
     * @param run gives its outputs again, from any folder
     * @param sources the recorded tapes' folders
     */
    record Note(String command, List<String> typed, RunWords run, List<Path> sources) {
        private JsonNode toJson() {
            ObjectNode json = new ObjectMapper().createObjectNode().put("v", 1);
            ArrayNode words = json.putArray("command").add("tape").add(command);
            typed.forEach(words::add);
            run.words().forEach(json.putArray("run")::add);
            ArrayNode tapes = json.putArray("tapes");
            sources.forEach(tape -> tapes.add(RunWords.whole(tape)));
            return json.put("build", BuildName.ofThisProcess());
        }
    }

    /** What a check of a run has found, in the run's folder; nowhere if that is null. */
    static void keep(@Nullable Path folder, String file, JsonNode json) {
        if (folder == null) {
            return;
        }
        try {
            Files.writeString(folder.resolve(file), json.toPrettyString() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + folder.resolve(file), e);
        }
    }

    /** Throws {@link NotEmptyException} if anything is in it. */
    void requireFree() {
        if (Files.isDirectory(folder)) {
            try (var entries = Files.list(folder)) {
                if (entries.findAny().isPresent()) {
                    TapeFolder.requireFree(tape());
                    throw new NotEmptyException(folder);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + folder, e);
            }
        }
    }

    /** Runs a prepared backtest into this folder, which is missing or empty until all of the run is there. */
    BacktestSummary run(BacktestRun run, long sourceRecords, Note note, Console console) {
        run.requireStart(Processors.all());
        requireFree();
        try (PartialFolder partial = new PartialFolder(folder, console)) {
            RunFolder made = new RunFolder(partial.path());
            RunWarnings warnings = new RunWarnings();
            MetricsPass metrics = new MetricsPass();
            BacktestSummary summary;
            try (TapeWriter writer = TapeFolder.create(made.tape(), run.resultTapeId(), BacktestRun.ROLL);
                    Progress progress = new Progress(console, "backtest", sourceRecords, true)) {
                Pipeline.Observer observer = record -> {
                    warnings.onRecord(record);
                    metrics.onRecord(record);
                };
                summary = run.run(TapeFolder.open(made.tape()), writer, Processors.all(), observer, sequence -> {
                    progress.now(sequence);
                    partial.pause();
                });
            }
            Files.writeString(made.folder.resolve("metrics.json"), RunMetricsJson.text(summary, metrics.finish()));
            Files.writeString(made.folder.resolve("summary.txt"), summary.toText());
            keep(made.folder, "command.json", note.toJson());
            partial.complete();
            warnings.say(console, "tape cat -t AlertRaised -t StrategyChanged " + tape());
            return summary;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + folder, e);
        }
    }
}
