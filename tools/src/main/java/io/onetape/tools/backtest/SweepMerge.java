package io.onetape.tools.backtest;

import io.onetape.backtest.sweep.MergedTrials;
import io.onetape.backtest.sweep.SweepFolder;
import io.onetape.backtest.sweep.Trial;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The shards of a sweep, put together: what comes out is what the sweep without shards gives, byte for byte. */
public final class SweepMerge {
    private static final int ROWS = 20;
    private static final int NAMED = 20;

    private SweepMerge() {}

    /** Writes the whole sweep into {@code out}, and shows it; ends the command with 1 if a trial is missing. */
    public static int merge(List<Path> shards, Path out, Console console) {
        for (Path shard : shards) {
            if (!Files.exists(shard)) {
                throw new CommandException(
                        ExitCode.RUN_TIME, "no such folder or file: " + shard, "tape sweep … --out " + shard);
            }
        }
        MergedTrials merged = MergedTrials.read(shards);
        List<Integer> missing = merged.missing();
        if (!missing.isEmpty()) {
            throw CommandException.notFound(
                    missing.size() + (missing.size() == 1 ? " trial is" : " trials are") + " missing: "
                            + missing.stream().limit(NAMED).map(String::valueOf).collect(Collectors.joining(", "))
                            + (missing.size() > NAMED ? " and " + (missing.size() - NAMED) + " more" : ""),
                    "the same tape sweep … --shard I/N --out FOLDER again: it goes on with what is missing");
        }
        merged.writeTo(out);
        List<Trial> trials = merged.trials();
        new SweepResult(merged.plan(), console)
                .show(trials, trials.size(), ROWS, out.resolve(SweepFolder.TRIALS) + " has all");
        return trials.stream().allMatch(Trial::isRefused) ? ExitCode.REFUSED : ExitCode.OK;
    }
}
