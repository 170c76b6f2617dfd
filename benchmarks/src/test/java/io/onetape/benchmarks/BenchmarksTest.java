package io.onetape.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

class BenchmarksTest {
    /** One for the class: JMH runs in this JVM, and the benchmarks read the property once. */
    @TempDir
    static Path folder;

    @Test
    void everyBenchmarkRunsAndHasItsLineInTheTable() throws Exception {
        System.setProperty("onetape.bench.dir", folder.toString());
        System.setProperty("onetape.bench.divisor", "1000");
        System.setProperty("jmh.ignoreLock", "true");
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include("io\\.onetape\\.benchmarks\\..*Benchmark\\..*")
                        .forks(0)
                        .warmupIterations(1)
                        .measurementIterations(1)
                        .warmupTime(TimeValue.milliseconds(1))
                        .measurementTime(TimeValue.milliseconds(20)) // in one no operation may end
                        .addProfiler(GCProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .build())
                .run();

        Figures figures = new Figures();
        figures.add(results);
        assertThat(new RatioTable().lines(figures)).hasSize(2 + 2 * 6 + 1 + 2 + 4);
    }
}
