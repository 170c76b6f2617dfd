package io.onetape.benchmarks.backtest;

import io.onetape.backtest.run.BacktestRun;
import io.onetape.backtest.run.BacktestSettings;
import io.onetape.backtest.run.BacktestSummary;
import io.onetape.backtest.run.clock.SourceScan;
import io.onetape.backtest.venue.OrderRate;
import io.onetape.benchmarks.RawQueue;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.tape.MemoryTape;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.journal.tape.TapeWriter;
import io.onetape.replay.Pipeline;
import io.onetape.services.Processors;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import net.openhft.chronicle.queue.ExcerptTailer;
import org.agrona.IoUtil;

/**
 * Backtests of a two-sided market maker over a tiled recording, one thread, again and again; the first round includes the compiling. Beside each the same from a tape in memory, and the tape only read, by our reader, which checks it, and
 * by Chronicle Queue's.
 * {@code benchmarks/backtest}.
 */
public final class BacktestSpeed {
    static final long TAPE_ID = 1;
    private static final List<Integer> STEPS_MILLIS = List.of(100, 10);

    private final Path scratch;
    private final Path folder;
    private final SourceScan scan;
    private final SourceScan inMemory;
    private final long rows;

    private BacktestSpeed(Path recording, Path scratch, long atLeastRows) {
        this.scratch = scratch;
        folder = scratch.resolve("market");
        try (TapeWriter writer = TapeFolder.create(folder, TAPE_ID, BacktestRun.ROLL)) {
            rows = TiledMarket.write(TapeFolder.open(recording), writer, atLeastRows);
        }
        scan = SourceScan.of(TapeFolder.open(folder));
        MemoryTape memory = new MemoryTape(TAPE_ID, BacktestRun.ROLL);
        TiledMarket.write(TapeFolder.open(recording), memory.writer(), atLeastRows);
        inMemory = SourceScan.of(memory);
    }

    /** {@code args}: the recording's tape, an empty folder, rows at least, rounds. */
    public static void main(String[] args) {
        BacktestSpeed speed = new BacktestSpeed(Path.of(args[0]), Path.of(args[1]), Long.parseLong(args[2]));
        System.out.println(String.format(Locale.ROOT, "%,d rows in %,d records%n", speed.rows, speed.scan.records()));
        System.out.println(
                "| round | step | events | orders | fills | hash only | from memory | with its tape | only read and checked | bare Chronicle tail |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|");
        for (int round = 1; round <= Integer.parseInt(args[3]); round++) {
            for (int step : STEPS_MILLIS) {
                speed.measure(round, step);
            }
        }
    }

    private void measure(int round, int stepMillis) {
        long start = cpuNanos();
        BacktestSummary summary =
                prepare(scan, stepMillis).run(Processors.all(), Pipeline.Observer.NONE, sequence -> {});
        long run = cpuNanos() - start;
        start = cpuNanos();
        requireSame(
                prepare(inMemory, stepMillis).run(Processors.all(), Pipeline.Observer.NONE, sequence -> {}), summary);
        long fromMemory = cpuNanos() - start;
        start = cpuNanos();
        requireSame(runWithTape(stepMillis), summary);
        long withTape = cpuNanos() - start;
        start = cpuNanos();
        read();
        long read = cpuNanos() - start;
        start = cpuNanos();
        tail();
        long tail = cpuNanos() - start;
        System.out.println(String.format(
                Locale.ROOT,
                "| %d | %d ms | %,d | %,d | %,d | %.2f | %.2f | %.2f | %.1f | %.1f |",
                round,
                stepMillis,
                summary.events(),
                summary.orders(),
                summary.fills(),
                1e3 * rows / run,
                1e3 * rows / fromMemory,
                1e3 * rows / withTape,
                1e3 * rows / read,
                1e3 * rows / tail));
    }

    private static void requireSame(BacktestSummary found, BacktestSummary expected) {
        if (!found.equals(expected)) {
            throw new IllegalStateException("expected the same numbers, found " + found + " for " + expected);
        }
    }

    private BacktestSummary runWithTape(int stepMillis) {
        BacktestRun run = prepare(scan, stepMillis);
        Path result = scratch.resolve("result");
        IoUtil.delete(result.toFile(), true);
        try (TapeWriter writer = TapeFolder.create(result, run.resultTapeId(), BacktestRun.ROLL)) {
            return run.run(TapeFolder.open(result), writer, Processors.all(), Pipeline.Observer.NONE, sequence -> {});
        }
    }

    private void read() {
        try (TapeReader reader = TapeFolder.open(folder).reader()) {
            while (reader.next()) {
                // checked on the way
            }
        }
    }

    /** Nothing but Chronicle Queue over the same files. */
    private void tail() {
        try (RawQueue queue = RawQueue.forReading(folder);
                ExcerptTailer tailer = queue.tailer()) {
            for (long i = 0; i < scan.records(); i++) {
                RawQueue.read(tailer);
            }
        }
    }

    private static BacktestRun prepare(SourceScan scan, int stepMillis) {
        String symbol = scan.instruments().get(0).symbol();
        BacktestSettings defaults = BacktestSettings.defaults();
        return BacktestRun.prepare(
                scan,
                defaults.withVenue(defaults.venue()
                                .withOrderRate(OrderRate.UNLIMITED)) // a step of 10 ms would soon be refused
                        .with("strategy.mm1.type", "market-maker")
                        .with("strategy.mm1.symbol", symbol)
                        .with("strategy.mm1.quantity", "0.01")
                        .with("strategy.mm1.maxPosition", "0.05")
                        .with("strategy.mm1.minIntervalMillis", Integer.toString(stepMillis))
                        .with("strategy.mm1.enabled", "true")
                        .withLimits(List.of(new BacktestSettings.RiskLimits(
                                symbol, Fixed8.parse("1"), Fixed8.parse("100000"), 10))));
    }

    /** Of this thread: nothing but the compiler and the collector work beside it. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
