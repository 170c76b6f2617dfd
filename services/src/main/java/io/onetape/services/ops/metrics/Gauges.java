package io.onetape.services.ops.metrics;

import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.GaugeMetricFamily;

/** Families of one sample. A number that is not known yet is NaN. */
final class Gauges {
    private Gauges() {}

    static MetricFamilySamples of(String name, String help, double value) {
        return new GaugeMetricFamily(name, help, value);
    }
}
