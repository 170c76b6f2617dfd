package io.onetape.tools.state;

import io.onetape.journal.sequencer.Progress;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.replay.ServiceLoop;
import io.onetape.replay.ServicePlace;
import io.onetape.replay.snapshot.SnapshotFolder;
import io.onetape.services.config.Configuration;
import io.onetape.services.config.topology.ServiceSpec;
import io.onetape.services.runtime.RunPaths;
import io.onetape.services.runtime.Supervisor;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.console.Nearest;
import io.onetape.tools.console.Shell;
import io.onetape.tools.live.BuildName;
import io.onetape.tools.live.LiveProcessors;
import io.onetape.tools.live.RunFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The services of a run that does not run: their snapshots, and their loops over tape and outbox. */
final class RunServices {
    private static final int KEPT = 1_000; // an operator's work deletes nothing

    private final RunPaths paths;
    private final RunFile file;
    private final Configuration configuration;

    /** Throws {@link CommandException} if there is no run in the folder, or if it runs. */
    RunServices(Path folder, Console console) {
        paths = new RunPaths(folder.toAbsolutePath().normalize());
        if (!RunFile.exists(paths)) {
            throw CommandException.notFound(
                    "no run in " + folder, "tape run --dir " + Shell.word(folder) + " --feed synthetic");
        }
        if (Supervisor.isRunning(paths)) {
            throw new CommandException(
                    ExitCode.BUSY,
                    "the run in " + folder + " is running",
                    "tape run --dir " + Shell.word(folder) + " --stop");
        }
        file = RunFile.read(paths);
        configuration = Configuration.load(file.configuration(), console.environment());
    }

    RunPaths paths() {
        return paths;
    }

    TapeFolder tape() {
        return TapeFolder.open(paths.tape());
    }

    /** The services that have a state: the one that was named, or all. */
    List<String> names(@Nullable String named) {
        List<String> all = configuration.topology().services().stream()
                .filter(service -> file.run().hostsProcessor(service.kind()))
                .map(ServiceSpec::name)
                .toList();
        if (named == null) {
            return all;
        }
        if (!all.contains(named)) {
            throw CommandException.usage("no such service: " + named, Nearest.suggest(named, all));
        }
        return List.of(named);
    }

    SnapshotFolder snapshots(String service) {
        return new SnapshotFolder(paths.snapshots(service), KEPT);
    }

    /**
     * Throws {@link CommandException} if a service would have nothing to start from: where the tape's first cycles were moved away it needs a good snapshot behind them.
     *
     * @param through the snapshots up to this sequence would be left
     */
    void requireStart(String service, long through) {
        boolean left = snapshots(service)
                .firstGood(tape(), service)
                .filter(first -> first.sequence() <= through)
                .isPresent();
        if (!left && tape().base().isPresent()) {
            throw new CommandException(
                    ExitCode.REFUSED,
                    "the tape's first cycles were moved away, and " + service
                            + " cannot start without a snapshot; expected a good one that stays, found none",
                    "tape state rebuild --check " + Shell.word(paths.tape()));
        }
    }

    /** Lets a service go on from its newest good snapshot to the tape's end, and writes a snapshot there; its file, empty if the tape is. */
    Optional<Path> catchUp(String service) {
        ServicePlace place = new ServicePlace(
                paths.outbox(service), file.run().roll(), Optional.of(snapshots(service)), BuildName.ofThisProcess());
        try (Progress progress = Progress.open(paths.progress(service));
                ServiceLoop loop =
                        new ServiceLoop(new LiveProcessors(paths.tape()).named(service), tape(), place, progress)) {
            long last = last();
            while (loop.consumed() < last) {
                loop.doWork();
            }
            return loop.snapshot(true);
        }
    }

    private long last() {
        try (TapeReader reader = tape().reader()) {
            return reader.seekLast() ? reader.number() : 0;
        }
    }
}
