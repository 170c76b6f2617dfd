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
                services: [SERVICE]
                heap: 64 MiB
                jvm: [-XX:+UseSerialGC, -XX:TieredStopAtLevel=1, -Xshare:auto]
                park: 50 us
                restart: {maximum: 1000, window: 1 min, backOff: 10 ms, backOffCap: 20 ms, jitter: 0}
                snapshot: {records: 400, every: 1 s, keep: 3}
            """;

    private static final String SETTINGS = """
            mode: paper
            cache: {enabled: CACHE}
            venue: {entryLatency: 1 ms, responseLatency: 1 ms}
            risk:
              default: {maximumPosition: 10, maximumNotional: 1000000, maximumOpenOrders: 10}
            strategies:
              mm1:
                {type: market-maker, symbol: BTCUSDT, mode: live, parameters: {quantity: 0.01, maxPosition: 1, minIntervalMillis: 5}}
              mm2:
                {type: market-maker, symbol: ETHUSDT, mode: live, parameters: {quantity: 0.1, maxPosition: 1, minIntervalMillis: 5}}
            processes:
            """;

    private final Path folder;
    private final RunPaths paths;
    private final Process process;

    private LiveRun(Path folder, Process process) {
        this.folder = folder;
        this.paths = new RunPaths(folder.resolve("run"));
        this.process = process;
    }

    /** Starts a run over a market of this length, in lockstep or as fast as it goes. */
    static LiveRun start(Path folder, long seed, long marketNanos, String pace) throws IOException {
        return start(folder, seed, marketNanos, pace, false);
    }

    /** The same, with the hot cache or without. */
    static LiveRun start(Path folder, long seed, long marketNanos, String pace, boolean cache) throws IOException {
        Path market = folder.resolve("market");
        try (TapeImport target = new TapeImport(market, 77)) {
            new SyntheticMarket(seed, marketNanos, 1_723_161_599_000_000_000L).writeTo(target);
        }
        StringBuilder yaml = new StringBuilder(SETTINGS.replace("CACHE", Boolean.toString(cache)));
        for (String service : List.of(
                "sequencer", "marketdata", "strategy", "risk", "execution", "account", "venue", "clock", "feed")) {
            yaml.append(PROCESS.replace("SERVICE", service));
        }
        yaml.append(cache ? PROCESS.replace("SERVICE", "cache") : "");
        Path configuration = folder.resolve("run.yaml");
        Files.writeString(configuration, yaml);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-Xmx"))
                .forEach(command::add);
        command.addAll(List.of("-Xmx64m", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(
                "io.onetape.tools.Main", "run", "--dir", folder.resolve("run").toString()));
        command.addAll(List.of("--mode", "paper", "--config", configuration.toString()));
        command.addAll(List.of("--feed", "replay:" + market, "--pace", pace));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("run.log").toFile())
                .start();
        return new LiveRun(folder, process);
    }

    RunPaths paths() {
        return paths;
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
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("the run ends").isTrue();
        assertThat(process.exitValue()).as(logs()).isZero();
    }

    private String logs() throws IOException {
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
