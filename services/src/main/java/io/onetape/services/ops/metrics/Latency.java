package io.onetape.services.ops.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * One latency: a summary with percentiles of the last one to two minutes, and beside it, with {@code _histogram} behind the name, buckets since the process
 * began. One thread records, without allocation; any thread collects. If nobody collects for longer, the percentiles are of all that time.
 */
final class Latency {
    /** More than this is no latency but a stamp of another time. */
    static final long MAXIMUM_NANOS = 60_000_000_000L;

    private static final int DIGITS = 3;
    private static final long WINDOW_NANOS = 60_000_000_000L;
    private static final double[] PERCENTILES = {50, 95, 99};
    private static final double[] STEPS = {1, 2, 5}; // of each power of ten

    private final String name;
    private final String help;
    private final double unitNanos;
    private final double[] bounds; // of the buckets, in the unit
    private final LongSupplier monotonicNanos;
    private final SingleWriterRecorder recorder = new SingleWriterRecorder(1, MAXIMUM_NANOS, DIGITS);
    private final Histogram total = new Histogram(1, MAXIMUM_NANOS, DIGITS);
    private final Histogram recent = new Histogram(1, MAXIMUM_NANOS, DIGITS);
    private Histogram older = new Histogram(1, MAXIMUM_NANOS, DIGITS);
    private Histogram newer = new Histogram(1, MAXIMUM_NANOS, DIGITS);
    private Histogram interval = recorder.getIntervalHistogram();
    private long newerSinceNanos;
    private double sum;

    private Latency(String name, String help, double unitNanos, int decades, LongSupplier monotonicNanos) {
        this.name = name;
        this.help = help;
        this.unitNanos = unitNanos;
        this.monotonicNanos = monotonicNanos;
        this.newerSinceNanos = monotonicNanos.getAsLong();
        this.bounds = new double[decades * STEPS.length];
        for (int i = 0; i < bounds.length; i++) {
            int decade = i / STEPS.length;
            bounds[i] = STEPS[i % STEPS.length] * StrictMath.pow(10, decade);
        }
    }

    /** Buckets from 1 µs to 5 s. */
    static Latency micros(String name, String help, LongSupplier monotonicNanos) {
        return new Latency(name, help, 1e3, 7, monotonicNanos);
    }

    /** Buckets from 1 ms to 50 s. */
    static Latency millis(String name, String help, LongSupplier monotonicNanos) {
        return new Latency(name, help, 1e6, 5, monotonicNanos);
    }

    /** Between 0 and {@link #MAXIMUM_NANOS}. */
    void record(long nanos) {
        recorder.recordValue(nanos);
    }

    /** The summary and the histogram. */
    synchronized List<MetricFamilySamples> collect() {
        interval = recorder.getIntervalHistogram(interval);
        for (var value : interval.recordedValues()) {
            sum += (double) value.getValueIteratedTo() * value.getCountAddedInThisIterationStep();
        }
        total.add(interval);
        rotate(monotonicNanos.getAsLong());
        newer.add(interval);
        recent.reset();
        recent.add(older);
        recent.add(newer);
        return List.of(summary(), histogram());
    }

    private void rotate(long now) {
        if (now - newerSinceNanos >= WINDOW_NANOS) {
            boolean longAgo = now - newerSinceNanos >= 2 * WINDOW_NANOS;
            Histogram free = older;
            older = newer;
            newer = free;
            newer.reset();
            if (longAgo) {
                older.reset();
            }
            newerSinceNanos = now;
        }
    }

    private MetricFamilySamples summary() {
        List<Sample> samples = new ArrayList<>();
        for (double percentile : PERCENTILES) {
            double value =
                    recent.getTotalCount() == 0 ? Double.NaN : recent.getValueAtPercentile(percentile) / unitNanos;
            samples.add(new Sample(name, List.of("quantile"), List.of(Double.toString(percentile / 100)), value));
        }
        return family(name, Collector.Type.SUMMARY, samples);
    }

    private MetricFamilySamples histogram() {
        List<Sample> samples = new ArrayList<>();
        String of = name + "_histogram";
        for (double bound : bounds) {
            double count = total.getCountBetweenValues(0, (long) (bound * unitNanos));
            samples.add(new Sample(of + "_bucket", List.of("le"), List.of(Double.toString(bound)), count));
        }
        samples.add(new Sample(of + "_bucket", List.of("le"), List.of("+Inf"), total.getTotalCount()));
        return family(of, Collector.Type.HISTOGRAM, samples);
    }

    private MetricFamilySamples family(String of, Collector.Type type, List<Sample> samples) {
        samples.add(new Sample(of + "_count", List.of(), List.of(), total.getTotalCount()));
        samples.add(new Sample(of + "_sum", List.of(), List.of(), sum / unitNanos));
        return new MetricFamilySamples(of, type, help, samples);
    }
}
