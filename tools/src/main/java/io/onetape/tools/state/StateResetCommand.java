package io.onetape.tools.state;

import io.onetape.replay.snapshot.SnapshotFolder;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.console.Shell;
import io.onetape.tools.select.AtPosition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tape state reset}: sets snapshots aside, so that services rebuild their state from the tape. */
@Command(
        name = "reset",
        description = {
            "Moves the snapshots of a stopped run into its trash.",
            "Services start from the tape then, and stop where they would emit something else than they did. The state at",
            "the tape's end is the same. Where the tape's first cycles were moved away each service keeps a snapshot.",
            "Exit codes: 5 it runs; 6 no --yes, or a service would have nothing to start from."
        },
        footer = {
            "",
            "Examples:",
            "  tape state reset --dry-run RUN",
            "  tape state reset --service risk --after -15m --yes RUN"
        })
public final class StateResetCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "RUN", description = "the run's folder")
    private Path folder = Path.of("");

    @Option(names = "--service", paramLabel = "NAME", description = "one service; else all")
    private @Nullable String service;

    @Option(
            names = "--after",
            paramLabel = "POSITION",
            defaultValue = "start",
            description = "snapshots after this; default start: all")
    private String after = "start";

    @Option(names = "--dry-run", description = "only say what would be moved")
    private boolean dryRun;

    @Option(names = "--yes", description = "do it")
    private boolean yes;

    public StateResetCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        RunServices run = new RunServices(folder, console);
        long position = after.equals("start")
                ? 0
                : AtPosition.lastSequence(after, run.tape(), console.wallNanos().getAsLong());
        List<Path> moved = new ArrayList<>();
        for (String name : run.names(service)) {
            run.requireStart(name, position);
            for (Path file : run.snapshots(name).newestFirst()) {
                if (SnapshotFolder.sequenceOf(file) > position) {
                    moved.add(file);
                }
            }
        }
        if (!dryRun && !yes && !moved.isEmpty()) {
            throw new CommandException(
                    ExitCode.REFUSED,
                    "reset would move " + moved.size() + " snapshots of " + folder + "; expected --yes",
                    "tape state reset --dry-run " + Shell.word(folder));
        }
        Path trash =
                run.paths().trash().resolve("snapshots-" + console.wallNanos().getAsLong());
        for (Path file : moved) {
            console.out()
                    .line((dryRun ? "would move " : "moved ")
                            + run.paths().folder().relativize(file));
            if (!dryRun) {
                Path owner = file.getParent();
                SnapshotFolder.setAside(file, owner == null ? trash : trash.resolve(owner.getFileName()));
            }
        }
        if (moved.isEmpty()) {
            console.say("no snapshot after sequence " + position);
        }
        return ExitCode.OK;
    }
}
