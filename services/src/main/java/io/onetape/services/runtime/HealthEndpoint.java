package io.onetape.services.runtime;

import io.onetape.services.config.topology.ProcessSpec;
import io.onetape.services.config.topology.ServiceKind;
import io.onetape.services.ops.HealthServer;
import io.onetape.services.ops.ProcessHealth;
import io.onetape.services.ops.metrics.MachineMetrics;
import io.onetape.services.ops.metrics.ServiceMetrics;
import io.onetape.services.ops.metrics.TapeMetrics;
import io.onetape.services.ops.metrics.TapeObserver;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.hotspot.DefaultExports;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Health and metrics of one process of a run. The tape's numbers are told by the process that hosts the sequencer, so that no sum counts them twice. Where it listens
 * stands in the control folder, {@code <process>.health}. A port that is taken is logged and nothing more: a process trades without being asked how it is.
 */
public final class HealthEndpoint implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HealthEndpoint.class);

    private final Path file;
    private final @Nullable HealthServer server;
    private final @Nullable TapeObserver observer;

    /** Listens on the process's port; on none if that is below 0. */
    public HealthEndpoint(
            RunPaths paths, ProcessSpec process, String address, ProcessHealth health, ProcessClock clock) {
        file = file(paths, process.name());
        ControlFiles.remove(file);
        CollectorRegistry registry = new CollectorRegistry();
        server = process.healthPort() < 0 ? null : listen(address, process, health, registry);
        if (server == null) {
            observer = null;
            return;
        }
        DefaultExports.register(registry);
        registry.register(new ServiceMetrics(health));
        registry.register(new MachineMetrics(clock::monotonicNanos));
        if (process.services().stream().anyMatch(service -> service.kind() == ServiceKind.SEQUENCER)) {
            TapeMetrics metrics = new TapeMetrics(clock::monotonicNanos);
            registry.register(metrics);
            observer = new TapeObserver(paths.tape(), metrics);
        } else {
            observer = null;
        }
        ControlFiles.write(file, address + ":" + server.port() + "\n");
    }

    /** Where a process says on which address and port it listens. */
    public static Path file(RunPaths paths, String process) {
        return paths.control().resolve(process + ".health");
    }

    private static @Nullable HealthServer listen(
            String address, ProcessSpec process, ProcessHealth health, CollectorRegistry registry) {
        try {
            return new HealthServer(address, process.healthPort(), health, registry);
        } catch (UncheckedIOException e) {
            LOG.error("{} runs without health and metrics: {}", process.name(), e.getMessage(), e);
            return null;
        }
    }

    /** The port that it listens on; empty if it does not. */
    public Optional<Integer> port() {
        return Optional.ofNullable(server).map(HealthServer::port);
    }

    @Override
    public void close() {
        ControlFiles.remove(file);
        if (observer != null) {
            observer.close();
        }
        if (server != null) {
            server.close();
        }
    }
}
