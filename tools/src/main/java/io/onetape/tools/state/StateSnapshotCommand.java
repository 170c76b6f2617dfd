package io.onetape.tools.state;

import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tape state snapshot}: a snapshot of each service at the tape's end. */
@Command(
        name = "snapshot",
        description = {
            "Writes a snapshot of each service of a stopped run, at the tape's end.",
            "Each goes on to there from its newest good one. Running services write theirs by themselves."
        },
        footer = {"", "Examples:", "  tape state snapshot RUN", "  tape state snapshot --service account RUN"})
public final class StateSnapshotCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "RUN", description = "the run's folder")
    private Path folder = Path.of("");

    @Option(names = "--service", paramLabel = "NAME", description = "one service; else all")
    private @Nullable String service;

    public StateSnapshotCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        RunServices run = new RunServices(folder, console);
        for (String name : run.names(service)) {
            run.catchUp(name)
                    .ifPresent(file -> console.out()
                            .line(run.paths().folder().relativize(file).toString()));
        }
        return ExitCode.OK;
    }
}
