package io.onetape.tools.live;

import io.onetape.journal.excerpt.RollCycle;
import io.onetape.services.config.Configuration;
import io.onetape.services.config.RunMode;
import io.onetape.services.config.topology.LogLevel;
import io.onetape.services.ops.ServiceHealth;
import io.onetape.services.runtime.HealthEndpoint;
import io.onetape.services.runtime.ProcessClock;
import io.onetape.services.runtime.ProcessLoop;
import io.onetape.services.runtime.Run;
import io.onetape.services.runtime.RunEnd;
import io.onetape.services.runtime.RunPaths;
import io.onetape.services.runtime.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Does in one JVM what the supervisor and the process of a small run do, twice: from nothing, and from snapshots. The launcher keeps the classes that this loads in
 * an archive, so that a run starts in a fifth less time.
 */
final class ProcessWarmUp {
    private static final String PROCESS = "core";
    private static final long GIVE_UP_NANOS = 20_000_000_000L;
    private static final String CONFIGURATION = """
            mode: paper
            tape: {reserve: 24 MiB}
            processes:
              core:
                services: [sequencer, marketdata, strategy, risk, execution, account, venue, cache, clock, feed]
            risk:
              default: {maximumPosition: 1, maximumNotional: 100000, maximumOpenOrders: 4}
            strategies:
              mm1: {type: market-maker, symbol: BTCUSDT, mode: live, parameters: {quantity: 0.01, maxPosition: 0.05}}
            """;

    private ProcessWarmUp() {}

    /** {@code args}: an empty folder. */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        RunPaths paths = new RunPaths(folder.resolve("run"));
        ChildCommand.logging(paths, PROCESS, LogLevel.INFO).forEach(System::setProperty);
        Path file = folder.resolve("paper.yaml");
        Files.writeString(file, CONFIGURATION);
        new SyntheticFeed(7, 1).writeTo(folder.resolve("market"));
        Files.createDirectories(paths.folder());
        Run.Feed feed = new Run.Feed(folder.resolve("market").toString(), 0);
        long start = ProcessClock.SYSTEM.wallNanos();
        new RunFile(new Run(start, RollCycle.HOUR, RunMode.PAPER, start, false, Optional.of(feed)), file).write(paths);
        for (int starts = 0; starts < 2; starts++) {
            run(paths);
        }
    }

    @SuppressWarnings("try") // the endpoint only has to be there
    private static void run(RunPaths paths) {
        RunFile file = RunFile.read(paths);
        Configuration configuration = Configuration.load(file.configuration(), Map.of());
        try (Supervisor supervisor = new Supervisor(
                        paths,
                        configuration.topology(),
                        spec -> true,
                        spec -> new ProcessBuilder("cat"),
                        ProcessClock.SYSTEM);
                ProcessLoop loop = ProcessCommand.loop(paths, file.run(), configuration, Map.of(), PROCESS);
                HealthEndpoint health = ProcessCommand.endpoint(paths, configuration, PROCESS, loop)) {
            RunEnd end = new RunEnd(paths, file.run(), configuration.topology());
            long from = ProcessClock.SYSTEM.monotonicNanos();
            supervisor.turn();
            while (!isUp(loop) || !end.isReached()) {
                loop.turn();
                if (ProcessClock.SYSTEM.monotonicNanos() - from > GIVE_UP_NANOS) {
                    throw new IllegalStateException("expected a run that comes to its end, found "
                            + loop.health().services());
                }
            }
            loop.stopParts();
            supervisor.stop();
        }
    }

    private static boolean isUp(ProcessLoop loop) {
        return loop.health().services().stream().allMatch(service -> service.state() == ServiceHealth.State.RUNNING);
    }
}
