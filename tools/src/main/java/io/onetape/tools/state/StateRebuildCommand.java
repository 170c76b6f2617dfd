package io.onetape.tools.state;

import io.onetape.journal.tape.TapeFolder;
import io.onetape.replay.snapshot.SnapshotFolder;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.console.Shell;
import io.onetape.tools.format.Columns;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tape state rebuild}: every service's state from the tape's first record on, compared with what is known of it. */
@Command(
        name = "rebuild",
        description = {
            "Compares states with what is known of them, or writes new snapshots.",
            "With --check: rebuilds every service's state from the tape's first record on, and compares it with every",
            "snapshot beside the tape and every ServiceStopped on it. Where the first cycles were moved away it is rebuilt",
            "from the first good snapshot.",
            "Without: sets the snapshots of a stopped run aside and writes new ones.",
            "Exit codes: 1 a state differs; 6 no --yes, or no good snapshot where the first cycles were moved away."
        },
        footer = {"", "Examples:", "  tape state rebuild --check RUN/tape", "  tape state rebuild --yes RUN"})
public final class StateRebuildCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "TAPE|RUN", description = "with --check a tape, else a run's folder")
    private Path folder = Path.of("");

    @Option(names = "--check", description = "only compare")
    private boolean check;

    @Option(names = "--service", paramLabel = "NAME", description = "one service; else all")
    private @Nullable String service;

    @Option(names = "--yes", description = "without --check: do it")
    private boolean yes;

    public StateRebuildCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return check ? compare() : rebuild();
    }

    private int compare() {
        TapeFolder tape = TapeFolder.open(folder);
        StateComparison comparison = new StateComparison(tape, service);
        List<StateComparison.Result> results = comparison.run();
        boolean same = true;
        for (StateComparison.Result result : results) {
            same &= result.verdict() != StateComparison.Verdict.DIFFERS;
            StringBuilder line = new StringBuilder(String.format(
                    Locale.ROOT,
                    "%-12s at %12d  %s  %s",
                    result.service(),
                    result.sequence(),
                    result.verdict().text,
                    result.what()));
            console.out().line(Columns.cut(line, console.columns()));
        }
        if (results.stream().allMatch(one -> one.verdict() == StateComparison.Verdict.STARTED_FROM)) {
            throw CommandException.notFound(
                    "no snapshot beside " + folder
                            + " and no ServiceStopped on it, but those that states are rebuilt from: nothing to compare with",
                    "tape state show " + Shell.word(folder));
        }
        return same ? ExitCode.OK : ExitCode.NO;
    }

    private int rebuild() {
        RunServices run = new RunServices(folder, console);
        if (!yes) {
            throw new CommandException(
                    ExitCode.REFUSED,
                    "rebuild sets the snapshots of " + folder + " aside and writes new ones; expected --yes",
                    "tape state rebuild --check " + Shell.word(folder.resolve("tape")));
        }
        run.names(service).forEach(name -> run.requireStart(name, 0));
        Path trash =
                run.paths().trash().resolve("snapshots-" + console.wallNanos().getAsLong());
        for (String name : run.names(service)) {
            run.snapshots(name).newestFirst().forEach(file -> SnapshotFolder.setAside(file, trash.resolve(name)));
            run.catchUp(name)
                    .ifPresent(file -> console.out()
                            .line(run.paths().folder().relativize(file).toString()));
        }
        return ExitCode.OK;
    }
}
