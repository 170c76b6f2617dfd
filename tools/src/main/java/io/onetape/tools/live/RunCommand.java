package io.onetape.tools.live;

import io.onetape.services.config.Configuration;
import io.onetape.services.config.RunMode;
import io.onetape.services.config.topology.ProcessSpec;
import io.onetape.services.config.topology.ServiceKind;
import io.onetape.services.runtime.ControlFiles;
import io.onetape.services.runtime.ProcessClock;
import io.onetape.services.runtime.Run;
import io.onetape.services.runtime.RunEnd;
import io.onetape.services.runtime.RunPaths;
import io.onetape.services.runtime.Supervisor;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.console.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tape run}: starts the processes of a run and keeps them running; or asks the one who does. */
@Command(
        name = "run",
        description = {
            "Starts the services of a run, each where the topology says, and starts again what ends.",
            "The same folder again goes on where the run stopped. Ends with the recording, or by Ctrl-C.",
            "--mode, --config, --feed and --pace are for a new run; a run that goes on refuses others than its own (exit",
            "code 6). Without --feed a run has no market."
        },
        footer = {
            "",
            "Examples:",
            "  tape run --dir RUN --mode paper --feed synthetic",
            "  tape run --dir RUN --mode paper --feed replay:TAPE --pace lockstep",
            "  tape run --dir RUN                     goes on with it",
            "  tape run --dir RUN --status",
            "  tape run --dir RUN --stop"
        })
public final class RunCommand implements Callable<Integer> {
    private static final long TURN_MILLIS = 50;
    private static final long STOP_MILLIS = 60_000;

    private final Console console;

    @Option(names = "--dir", paramLabel = "RUN", defaultValue = "run", description = "the run's folder; default run")
    private Path folder = Path.of("run");

    @Option(names = "--mode", paramLabel = "MODE", description = "observe or paper; default paper; for a new run")
    private @Nullable RunMode mode;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "default config/MODE.yaml of the installation; for a new run")
    private @Nullable Path config;

    @Mixin
    private FeedOptions feed = new FeedOptions();

    @Option(names = "--stay", description = "go on after the end of a recording")
    private boolean stay;

    @Option(names = "--status", description = "what runs, and how far it has come")
    private boolean status;

    @Option(names = "--stop", description = "stop everything in order")
    private boolean stop;

    @Option(names = "--restart", paramLabel = "SERVICE", description = "stop its process in order, and start it again")
    private @Nullable String restart;

    @Option(names = "--json", description = "with --status: one JSON object")
    private boolean json;

    private volatile boolean interrupted;

    public RunCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        RunPaths paths = new RunPaths(folder.toAbsolutePath().normalize());
        if (status) {
            RunFile.require(paths, folder);
            console.out().text(new StatusReport(paths, RunFile.read(paths)).text(json, console.columns()));
            return ExitCode.OK;
        }
        if (stop) {
            return stop(paths);
        }
        if (restart != null) {
            return restart(paths, restart);
        }
        return run(paths);
    }

    private int run(RunPaths paths) {
        RunFile file = RunFile.exists(paths) ? goOn(paths) : begin(paths, mode == null ? RunMode.PAPER : mode);
        Run run = file.run();
        Configuration configuration = Configuration.load(file.configuration(), console.environment());
        if (run.feed().isEmpty()) {
            console.say("no --feed: this run has no market, and nothing is traded; a feed is for a new run only");
        }
        try (Termination termination = new Termination();
                Supervisor supervisor = new Supervisor(
                        paths,
                        configuration.topology(),
                        process -> hasWork(process, run),
                        new ChildCommand(paths)::of,
                        ProcessClock.SYSTEM)) {
            termination.asks(() -> interrupted = true);
            console.say(
                    "running in " + paths.folder() + " (" + run.mode().name().toLowerCase(Locale.ROOT)
                            + "); to stop: Ctrl-C, or tape run --dir " + Shell.word(folder) + " --stop");
            RunEnd end = new RunEnd(paths, run, configuration.topology());
            boolean ended = false;
            while (!interrupted && !ended && !supervisor.turn()) {
                pause();
                ended = supervisor.isOver() || (!stay && run.feed().isPresent() && end.isReached());
            }
            Supervisor.Outcome outcome = supervisor.outcome();
            supervisor.stop();
            boolean damaged = outcome == Supervisor.Outcome.DAMAGED;
            console.say("stopped; tape verify " + (damaged ? "" : "--replay ") + Shell.word(folder.resolve("tape")));
            return switch (outcome) {
                case GOOD -> ExitCode.OK;
                case FAILED -> ExitCode.RUN_TIME;
                case DAMAGED -> ExitCode.DAMAGED;
            };
        }
    }

    /** The clock and the settings of the sequencer's process always have work; others only if a service of theirs does. */
    private static boolean hasWork(ProcessSpec process, Run run) {
        return process.services().stream()
                .anyMatch(service -> run.hostsProcessor(service.kind())
                        || service.kind() == ServiceKind.SEQUENCER
                        || service.kind() == ServiceKind.CACHE
                        || service.kind() == ServiceKind.REMOTE
                        || (service.kind() == ServiceKind.FEED && run.feed().isPresent())
                        || (service.kind() == ServiceKind.CLOCK && !run.lockstep()));
    }

    private RunFile goOn(RunPaths paths) {
        RunFile file = RunFile.read(paths);
        new GoingOn(file, paths, folder).require(mode, config, feed);
        return file;
    }

    private RunFile begin(RunPaths paths, RunMode wanted) {
        Path chosen = config != null ? config : defaultConfig(wanted);
        Configuration configuration = Configuration.load(chosen, console.environment());
        if (configuration.mode() != wanted) {
            throw CommandException.usage(
                    "--mode: expected that of " + chosen + ", " + configuration.mode() + ", found " + wanted,
                    "tape run --config FILE --mode "
                            + configuration.mode().name().toLowerCase(Locale.ROOT));
        }
        try {
            Files.createDirectories(paths.folder());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + paths.folder(), e);
        }
        Optional<Run.Feed> market = feed.open(paths);
        long now = console.wallNanos().getAsLong();
        boolean lockstep = feed.isLockstep();
        long start = lockstep ? FeedOptions.startOf(market.orElseThrow()) : now;
        RunFile file =
                new RunFile(new Run(start, configuration.tape().rollCycle(), wanted, start, lockstep, market), chosen);
        file.write(paths);
        return file;
    }

    private static Path defaultConfig(RunMode mode) {
        return Path.of(System.getProperty("onetape.root", "."))
                .resolve("config")
                .resolve(mode.name().toLowerCase(Locale.ROOT) + ".yaml");
    }

    private int stop(RunPaths paths) {
        RunFile.require(paths, folder);
        if (!Supervisor.isRunning(paths)) {
            console.say("nothing runs in " + folder);
            return ExitCode.OK;
        }
        ControlFiles.write(Supervisor.stopFile(paths), "");
        long end = System.nanoTime() + STOP_MILLIS * 1_000_000;
        while (Supervisor.isRunning(paths)) {
            if (System.nanoTime() > end) {
                throw new CommandException(
                        ExitCode.TIMEOUT,
                        "the run in " + folder + " has not stopped within " + STOP_MILLIS / 1000 + " s",
                        "tape run --dir " + Shell.word(folder) + " --status");
            }
            pause();
        }
        console.say("stopped");
        return ExitCode.OK;
    }

    private int restart(RunPaths paths, String service) {
        RunFile.require(paths, folder);
        Configuration configuration = Configuration.load(RunFile.read(paths).configuration(), console.environment());
        ProcessSpec process = configuration
                .topology()
                .host(service)
                .or(() -> configuration.topology().process(service))
                .orElseThrow(() -> CommandException.usage(
                        "no such service: " + service, "tape run --dir " + Shell.word(folder) + " --status"));
        if (!Supervisor.isRunning(paths)) {
            throw CommandException.notFound("nothing runs in " + folder, "tape run --dir " + Shell.word(folder));
        }
        ControlFiles.write(Supervisor.restartFile(paths, process.name()), "");
        console.say("process " + process.name() + " is stopped in order and started again");
        return ExitCode.OK;
    }

    private static void pause() {
        try {
            Thread.sleep(TURN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
