package io.onetape.services.ops.metrics;

import io.onetape.services.ops.ProcessHealth;
import io.onetape.services.ops.ServiceHealth;
import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.util.List;

/** What {@link ProcessHealth} says, as numbers by service. From any thread. */
public final class ServiceMetrics extends Collector {
    private final ProcessHealth health;

    public ServiceMetrics(ProcessHealth health) {
        this.health = health;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        List<String> label = List.of("service");
        GaugeMetricFamily up = new GaugeMetricFamily("service_up", "1 while the service runs", label);
        GaugeMetricFamily behind =
                new GaugeMetricFamily("service_behind_records", "Records between it and the tape's end", label);
        GaugeMetricFamily failures =
                new GaugeMetricFamily("service_failures", "Failures that still count towards giving it up", label);
        for (ServiceHealth service : health.services()) {
            List<String> name = List.of(service.name());
            up.addMetric(name, service.state() == ServiceHealth.State.RUNNING ? 1 : 0);
            behind.addMetric(name, (double) service.behind());
            failures.addMetric(name, service.failures());
        }
        return List.of(
                up, behind, failures, Gauges.of("process_live", "1 while the loop turns", health.isLive() ? 1 : 0));
    }
}
