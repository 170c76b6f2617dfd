package io.onetape.benchmarks.backtest;

import io.onetape.backtest.run.BacktestRun;
import io.onetape.backtest.run.BacktestSettings;
import io.onetape.backtest.run.BacktestSummary;
import io.onetape.backtest.run.clock.SourceScan;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.tape.MemoryTape;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.journal.tape.TapeWriter;
import io.onetape.services.Processors;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Backtests of a two-sided market maker over a tiled recording, again and again; the first round includes the compiling. {@code benchmarks/backtest}. */
public final class BacktestSpeed {
    private BacktestSpeed() {}

    /** {@code args}: the recording's tape, an empty folder, rows at least, rounds. */
    public static void main(String[] args) {
        Path folder = Path.of(args[1], "market");
        long rows;
        try (TapeWriter writer = TapeFolder.create(folder, 1, RollCycle.HOUR)) {
            rows = TiledMarket.write(TapeFolder.open(Path.of(args[0])), writer, Long.parseLong(args[2]));
        }
        TapeFolder tape = TapeFolder.open(folder);
        SourceScan scan = SourceScan.of(tape);
        System.out.println(rows + " rows in " + scan.records() + " records");
        for (int round = 1; round <= Integer.parseInt(args[3]); round++) {
            for (int step : List.of(100, 10)) {
                long start = cpuNanos();
                BacktestSummary summary = run(tape, scan, step);
                long end = cpuNanos();
                try (TapeReader reader = tape.reader()) {
                    while (reader.next()) {
                        // checked on the way
                    }
                }
                long tail = cpuNanos() - end;
                System.out.println(String.format(
                        Locale.ROOT,
                        "| %d | %d ms | %,d events | %,d orders | %,d fills | %.2f M rows/s | %.2f tail | %s",
                        round,
                        step,
                        summary.events(),
                        summary.orders(),
                        summary.fills(),
                        1e3 * rows / (end - start),
                        1e3 * rows / tail,
                        summary.outputHash()));
            }
        }
    }

    private static long cpuNanos() {
        return java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static BacktestSummary run(TapeFolder tape, SourceScan scan, int stepMillis) {
        BacktestSettings settings = BacktestSettings.defaults()
                .with("strategy.mm1.type", "market-maker")
                .with("strategy.mm1.symbol", scan.instruments().get(0).symbol())
                .with("strategy.mm1.quantity", "0.01")
                .with("strategy.mm1.maxPosition", "0.05")
                .with("strategy.mm1.minIntervalMillis", Integer.toString(stepMillis))
                .with("strategy.mm1.enabled", "true")
                .withLimits(
                        List.of(new BacktestSettings.RiskLimits("", Fixed8.parse("1"), Fixed8.parse("100000"), 10)));
        BacktestRun run = BacktestRun.prepare(tape, scan, settings);
        MemoryTape result = MemoryTape.passing(run.resultTapeId(), RollCycle.HOUR);
        return run.run(result, result.writer(), Processors.all(), record -> {}, sequence -> {});
    }
}
