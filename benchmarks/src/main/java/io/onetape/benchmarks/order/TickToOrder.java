package io.onetape.benchmarks.order;

import io.onetape.services.config.topology.ServiceKind;
import io.onetape.services.runtime.RunPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Measures from a tick to an order on the tape, {@code RUNS} times in each of two set-ups, with a bare chain of Chronicle Queues beside each run in one process:
 * {@code benchmarks/tick-to-order}. Prints a table; limits are judged by who reads it.
 */
public final class TickToOrder {
    /** Until the code of the whole way is compiled, in one process or in each; then the backlog settles. */
    private static final EvenMarket.Pace WARM_UP = new EvenMarket.Pace(10_000, 30);

    private static final int SETTLING_SECONDS = 5;
    private static final EvenMarket.Pace ONE = new EvenMarket.Pace(10_000, 25);
    private static final EvenMarket.Pace EACH = new EvenMarket.Pace(1_000, 65);

    /** Scalpers that take at once: most of their orders follow from a tick. */
    private static final String SETTINGS = """
            mode: paper
            TOPOLOGY
            tape: {durability: system}
            venue: {entryLatency: 1 ms, responseLatency: 1 ms}
            execution: {ordersPerSecond: 10000, ordersPer10Seconds: 100000}
            risk:
              default: {maximumPosition: 100, maximumNotional: 100000000, maximumOpenOrders: 50}
            strategies:
              s1: {type: scalping, symbol: BTCUSDT, mode: live, parameters: {PARAMETERS, quantity: 0.01, maxPosition: 1}}
              s2: {type: scalping, symbol: ETHUSDT, mode: live, parameters: {PARAMETERS, quantity: 0.1, maxPosition: 10}}
            """.replace(
                    "PARAMETERS",
                    "entry: taker, imbalance: 0.1, maxSpread: 100, cooldown: 0s, minInterval: 1ms, maxHold: 1ms, stop: 1, takeProfit: 1, urgentAfter: 1ms");

    private static final String ONE_PROCESS = """
            processes:
              core:
                services: [sequencer, marketdata, strategy, risk, execution, account, venue, clock, feed]
                pauser: busy
            cache: {enabled: false}
            """.strip();

    private final Path home;
    private final Path scratch;

    private TickToOrder(Path home, Path scratch) {
        this.home = home;
        this.scratch = scratch;
    }

    /** {@code args}: the installation, an empty folder, the number of runs, and the set-ups of which to run: bare, one, each. */
    public static void main(String[] args) throws IOException, InterruptedException {
        TickToOrder benchmark = new TickToOrder(Path.of(args[0]).toAbsolutePath(), Path.of(args[1]));
        int runs = Integer.parseInt(args[2]);
        List<String> setUps = List.of(args).subList(3, args.length);
        System.out.println("| set-up | run | stage | orders | p50 us | p99 us | p99.9 us | max us |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        for (int run = 1; run <= runs; run++) {
            if (setUps.contains("bare")) {
                Path folder = benchmark.scratch.resolve("bare-" + run);
                print(
                        "bare chain, 10,000/s",
                        run,
                        "tick to order",
                        BareChain.run(folder, ONE, WARM_UP.seconds() + SETTLING_SECONDS));
            }
            if (setUps.contains("one")) {
                benchmark.measure("one process, 10,000/s", ONE_PROCESS, ONE, run);
            }
            if (setUps.contains("each")) {
                String split = "include: " + benchmark.home.resolve("config/topology-split.yaml");
                benchmark.measure("one process each, 1,000/s", split, EACH, run);
            }
        }
    }

    private void measure(String setUp, String topology, EvenMarket.Pace pace, int run)
            throws IOException, InterruptedException {
        Path folder = Files.createDirectory(scratch.resolve(pace.perSecond() + "-" + run));
        Path market = folder.resolve("market");
        EvenMarket.write(market, run, WARM_UP, pace);
        Path configuration = folder.resolve("run.yaml");
        Files.writeString(configuration, SETTINGS.replace("TOPOLOGY", topology));
        Path log = folder.resolve("run.log");
        Process process = new ProcessBuilder(
                        home.resolve("tape").toString(),
                        "run",
                        "--dir=" + folder.resolve("run"),
                        "--mode=paper",
                        "--config=" + configuration,
                        "--feed=replay:" + market,
                        "--pace=1x")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroy();
            throw new IllegalStateException("the run has failed: " + Files.readString(log));
        }
        RunPaths paths = new RunPaths(folder.resolve("run"));
        Stages stages = Stages.of(
                paths, ServiceKind.FEED.text(), TimeUnit.SECONDS.toNanos(WARM_UP.seconds() + SETTLING_SECONDS));
        for (int stage = 0; stage < Stages.NAMES.size(); stage++) {
            print(setUp, run, Stages.NAMES.get(stage), stages.of(stage));
        }
    }

    private static void print(String setUp, int run, String stage, Histogram histogram) {
        System.out.println(String.format(
                Locale.ROOT,
                "| %s | %d | %s | %d | %.1f | %.1f | %.1f | %.1f |",
                setUp,
                run,
                stage,
                histogram.getTotalCount(),
                histogram.getValueAtPercentile(50) / 1e3,
                histogram.getValueAtPercentile(99) / 1e3,
                histogram.getValueAtPercentile(99.9) / 1e3,
                histogram.getMaxValue() / 1e3));
    }
}
