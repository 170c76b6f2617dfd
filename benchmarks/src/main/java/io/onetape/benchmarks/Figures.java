package io.onetape.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What was measured, by benchmark: nanoseconds and allocated bytes a record, one figure a round, each the median of a fork's iterations. Bytes are those of JMH's
 * profiler without the ones of JMH itself, which it allocates in every iteration: those of {@link FloorBenchmark}. Single-threaded.
 */
final class Figures {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private final Map<String, List<Double>> nanos = new HashMap<>(); // looked up, never iterated
    private final Map<String, List<Double>> allocated = new HashMap<>();
    private int rounds;

    /** Takes the results of one round, in which every benchmark ran in one fork. */
    void add(Collection<RunResult> round) {
        rounds++;
        double floor = round.stream()
                .filter(result -> name(result).equals(FloorBenchmark.NAME))
                .mapToDouble(Figures::allocated)
                .findFirst()
                .orElseThrow();
        for (RunResult result : round) {
            put(nanos, name(result), median(result.getPrimaryResult()));
            double own = floor / result.getParams().getOpsPerInvocation();
            boolean batch = result.getParams().getMode() == Mode.SingleShotTime;
            put(allocated, name(result), Math.max(allocated(result) - (batch ? own : 0), 0));
        }
    }

    /** Nanoseconds a record in each round, of all named benchmarks together. */
    double[] nanos(List<String> benchmarks) {
        double[] sum = new double[rounds];
        for (String benchmark : benchmarks) {
            List<Double> one = find(nanos, benchmark);
            for (int i = 0; i < rounds; i++) {
                sum[i] += one.get(i);
            }
        }
        return sum;
    }

    /** Allocated bytes a record, the median of the rounds. */
    double allocated(String benchmark) {
        return median(find(allocated, benchmark).stream()
                .mapToDouble(Double::doubleValue)
                .toArray());
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static double allocated(RunResult result) {
        return median(Objects.requireNonNull(result.getSecondaryResults().get(ALLOCATED), "run with -prof gc"));
    }

    private static double median(Result<?> result) {
        return result.getStatistics().getPercentile(50);
    }

    private static void put(Map<String, List<Double>> into, String name, double figure) {
        into.computeIfAbsent(name, key -> new ArrayList<>()).add(figure);
    }

    private static List<Double> find(Map<String, List<Double>> in, String name) {
        List<Double> found = in.get(name);
        if (found == null) {
            throw new NoSuchElementException("expected figures of " + name);
        }
        return found;
    }

    /** {@code AppendBenchmark.tape 100}. */
    private static String name(RunResult result) {
        String full = result.getParams().getBenchmark();
        int method = full.lastIndexOf('.');
        String name = full.substring(full.lastIndexOf('.', method - 1) + 1);
        String bytes = result.getParams().getParam("bytes");
        return bytes == null ? name : name + " " + bytes;
    }
}
