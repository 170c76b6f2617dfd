package io.onetape.tools.live;

import io.onetape.services.config.Configuration;
import io.onetape.services.config.topology.ProcessSpec;
import io.onetape.services.runtime.HealthEndpoint;
import io.onetape.services.runtime.ProcessClock;
import io.onetape.services.runtime.ProcessLoop;
import io.onetape.services.runtime.Run;
import io.onetape.services.runtime.RunPaths;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tape process}: one process of a run; {@code tape run} starts it. It stops in order when it is told to, or when whoever started it is gone. */
@Command(name = "process", description = "One process of a run. `tape run` starts it; there is no need to by hand.")
public final class ProcessCommand implements Callable<Integer> {
    private static final long LOOK_MILLIS = 500;

    private final Console console;

    @Parameters(index = "0", paramLabel = "NAME", description = "of the topology")
    private String name = "";

    @Option(names = "--dir", required = true, paramLabel = "RUN", description = "the run's folder")
    private Path folder = Path.of("");

    public ProcessCommand(Console console) {
        this.console = console;
    }

    @Override
    @SuppressWarnings("try") // the endpoint only has to be there
    public Integer call() {
        RunPaths paths = new RunPaths(folder);
        RunFile file = RunFile.read(paths);
        Configuration configuration = Configuration.load(file.configuration(), console.environment());
        try (Termination termination = new Termination();
                ProcessLoop loop = loop(paths, file.run(), configuration, console.environment(), name);
                HealthEndpoint health = endpoint(paths, configuration, name, loop)) {
            termination.asks(loop::stop);
            stopWithParent(loop);
            loop.run();
        }
        return ExitCode.OK;
    }

    static ProcessLoop loop(
            RunPaths paths, Run run, Configuration configuration, Map<String, String> environment, String name) {
        return new ProcessLoop(
                paths,
                run,
                configuration,
                environment,
                name,
                new LiveProcessors(paths, LiveProcessors.allowed(configuration, paths))::named,
                BuildName.ofThisProcess(),
                ProcessClock.SYSTEM);
    }

    static HealthEndpoint endpoint(RunPaths paths, Configuration configuration, String name, ProcessLoop loop) {
        ProcessSpec process = configuration.topology().process(name).orElseThrow();
        return new HealthEndpoint(paths, process, configuration.bindAddress(), loop.health(), ProcessClock.SYSTEM);
    }

    /** A supervisor that was killed leaves no process behind. */
    private static void stopWithParent(ProcessLoop loop) {
        Optional<ProcessHandle> parent = ProcessHandle.current().parent();
        Thread watch = new Thread(() -> {
            while (parent.isPresent() && parent.get().isAlive()) {
                try {
                    Thread.sleep(LOOK_MILLIS);
                } catch (InterruptedException e) {
                    return;
                }
            }
            loop.stop();
        });
        watch.setDaemon(true);
        watch.start();
    }
}
