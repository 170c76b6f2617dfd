package io.onetape.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs all benchmarks in rounds, each in a JVM of its own in each round, and prints the ratios: {@code benchmarks/run}. JMH would run all forks of one benchmark
 * before the next one; in rounds, what is compared runs seconds apart. Exit code 1 if a limit is not kept.
 */
public final class Benchmarks {
    private Benchmarks() {}

    /** {@code args}: the number of rounds, of warm-up and of measured iterations in each, the folder for JMH's results, and JVM options for the forks. */
    public static void main(String[] args) throws IOException, RunnerException {
        int rounds = Integer.parseInt(args[0]);
        Path results = Files.createDirectories(Path.of(args[3]));
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("io\\.onetape\\.benchmarks\\..*Benchmark\\..*")
                .forks(1)
                .warmupIterations(Integer.parseInt(args[1]))
                .measurementIterations(Integer.parseInt(args[2]))
                .warmupTime(TimeValue.milliseconds(100)) // of the benchmarks that are no batches
                .measurementTime(TimeValue.milliseconds(100))
                .addProfiler(GCProfiler.class)
                .resultFormat(ResultFormatType.JSON)
                .jvmArgs(List.of(args).subList(4, args.length).toArray(String[]::new));
        Figures figures = new Figures();
        Scratch.deleteShared();
        try {
            for (int round = 1; round <= rounds; round++) {
                System.err.println("round " + round + " of " + rounds);
                options.output(results.resolve("round-" + round + ".log").toString())
                        .result(results.resolve("round-" + round + ".json").toString());
                figures.add(new Runner(options.build()).run());
            }
        } finally {
            Scratch.deleteShared();
        }
        RatioTable table = new RatioTable();
        table.lines(figures).forEach(System.out::println);
        System.exit(table.allKept(figures) ? 0 : 1);
    }
}
