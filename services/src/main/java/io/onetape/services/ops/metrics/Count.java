package io.onetape.services.ops.metrics;

import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.CounterMetricFamily;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A counter, {@code <name>_total}, and how fast it grows, {@code <name>_per_sec}. One thread counts; any thread collects. */
final class Count {
    private final String name;
    private final String help;
    private final LongSupplier monotonicNanos;
    private final AtomicLong count = new AtomicLong();
    private final Rate rate = new Rate();

    Count(String name, String help, LongSupplier monotonicNanos) {
        this.name = name;
        this.help = help;
        this.monotonicNanos = monotonicNanos;
    }

    void add() {
        count.lazySet(count.getPlain() + 1);
    }

    List<MetricFamilySamples> collect() {
        long now = count.get();
        return List.of(
                new CounterMetricFamily(name, help, now),
                Gauges.of(
                        name + "_per_sec",
                        help + ", a second, since the last time that somebody asked",
                        rate.perSecond(now, monotonicNanos.getAsLong())));
    }
}
