package io.onetape.tools.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.backtest.importer.tape.TapeImport;
import io.onetape.backtest.synthetic.SyntheticMarket;
import io.onetape.services.runtime.RunPaths;
import io.onetape.services.runtime.RunStatus;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code tape run} as a process of its own, over a short synthetic market, each service a process too. */
final class LiveRun implements AutoCloseable {
    private static final String PROCESS = """
              SERVICE:
                services: [SERVICES]
                heap: 64 MiB
                jvm: [-XX:+UseSerialGC, -XX:TieredStopAtLevel=1, -Xshare:auto]
                park: 50 us
                restart: {maximum: 1000, window: 1 min, backOff: 10 ms, backOffCap: 20 ms, jitter: 0}
                hang: {turn: 20 s, call: 2 s}
                snapshot: {records: 400, every: 1 s, keep: 3}
            """;

    /** Time of the market's first record. */
    static final long START = 1_723_161_599_000_000_000L;

    /** What a run consists of, in the order of its start. */
    static final List<String> SERVICES =
            List.of("sequencer", "marketdata", "strategy", "risk", "execution", "account", "venue", "clock", "feed");

    /** The same in three processes, where it does not matter which of them ends. */
    static final List<List<String>> THREE = List.of(
            List.of("sequencer", "clock", "feed"),
            List.of("marketdata", "strategy", "risk"),
            List.of("execution", "account", "venue"));

    private static final String SETTINGS = """
            mode: paper
            tape: {rollCycle: ROLL, durability: system}
            cache: {enabled: CACHE}
            venue: {entryLatency: 1 ms, responseLatency: 1 ms}
            risk:
              default: {maximumPosition: 10, maximumNotional: 1000000, maximumOpenOrders: 10}
            strategies:
              mm1:
                {type: market-maker, symbol: BTCUSDT, mode: live, parameters: {quantity: 0.01, maxPosition: 1, minIntervalMillis: 5}}
              mm2:
                {type: market-maker, symbol: ETHUSDT, mode: live, parameters: {quantity: 0.1, maxPosition: 1, minIntervalMillis: 5}}
            """;

    private final Path folder;
    private final RunPaths paths;
    private final Process process;

    private LiveRun(Path folder, Process process) {
        this.folder = folder;
        this.paths = new RunPaths(folder.resolve("run"));
        this.process = process;
    }

    /** Writes the tape {@code market}. */
    static void market(Path folder, long seed, long nanos) {
        try (TapeImport target = new TapeImport(folder.resolve("market"), 77)) {
            new SyntheticMarket(seed, nanos, START).writeTo(target);
        }
    }

    /** Starts a run over the tape {@code market} in the folder, each of the lists of services a process; {@code more} strategies, and sections behind them. */
    static LiveRun start(Path folder, String pace, List<List<String>> processes, String roll, String more)
            throws IOException {
        Path market = folder.resolve("market");
        boolean cache = processes.stream().anyMatch(services -> services.contains("cache"));
        StringBuilder yaml = new StringBuilder(SETTINGS.replace("ROLL", roll).replace("CACHE", Boolean.toString(cache)))
                .append(more)
                .append("processes:\n");
        for (List<String> services : processes) {
            yaml.append(PROCESS.replace("SERVICES", String.join(", ", services)).replace("SERVICE", services.get(0)));
        }
        Path configuration = folder.resolve("run.yaml");
        Files.writeString(configuration, yaml);
        return new LiveRun(
                folder,
                launch(
                        folder,
                        "--mode",
                        "paper",
                        "--config",
                        configuration.toString(),
                        "--feed",
                        "replay:" + market,
                        "--pace",
                        pace));
    }

    /** The run in this folder goes on, after everything of it has ended. */
    static LiveRun goOn(Path folder, String... options) throws IOException {
        return new LiveRun(folder, launch(folder, options));
    }

    private static Process launch(Path folder, String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-Xmx"))
                .forEach(command::add);
        command.addAll(List.of("-Xmx64m", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(
                "io.onetape.tools.Main", "run", "--dir", folder.resolve("run").toString()));
        command.addAll(List.of(options));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("run.log").toFile()))
                .start();
    }

    RunPaths paths() {
        return paths;
    }

    /** SIGKILL of the supervisor and of every process of the run; waits until they are gone. */
    void killAll() throws Exception {
        List<RunStatus.ProcessLine> running = running();
        process.destroyForcibly().waitFor();
        for (RunStatus.ProcessLine line : running) {
            kill(line.pid());
            ProcessHandle.of(line.pid()).ifPresent(handle -> handle.onExit().join());
        }
    }

    Path tape() {
        return paths.tape();
    }

    /** The processes that run now. */
    List<RunStatus.ProcessLine> running() {
        return RunStatus.processes(paths).stream()
                .filter(line -> line.pid() > 0)
                .toList();
    }

    boolean hasEnded() {
        return !process.isAlive();
    }

    /** SIGKILL; false if it had ended by then. */
    static boolean kill(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly).orElse(false);
    }

    /** Waits until the recording has been replayed and everything has stopped in order. */
    void awaitEnd() throws Exception {
        assertThat(exitCode()).as(logs()).isZero();
    }

    /** Its exit code, once it has ended by itself. */
    int exitCode() throws Exception {
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("the run ends").isTrue();
        return process.exitValue();
    }

    /** What it has said, for a message. */
    String logs() throws IOException {
        StringBuilder all = new StringBuilder(Files.readString(folder.resolve("run.log")));
        if (!Files.exists(paths.folder().resolve("logs"))) {
            return all.toString();
        }
        try (var files = Files.list(paths.folder().resolve("logs"))) {
            for (Path log : files.sorted().toList()) {
                String text = Files.readString(log);
                all.append("\n== ").append(log.getFileName()).append('\n');
                all.append(text, Math.max(0, text.length() - 2_000), text.length());
            }
        }
        return all.toString();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
