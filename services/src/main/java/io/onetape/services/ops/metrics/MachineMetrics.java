package io.onetape.services.ops.metrics;

import com.sun.management.OperatingSystemMXBean;
import io.prometheus.client.Collector;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What this process takes of the machine. Disk and network come from Linux's files under {@code /proc} and are not numbers elsewhere; the network's are of the whole
 * machine or container, without loopback. From any thread.
 */
public final class MachineMetrics extends Collector {
    private static final double MEBI = 1 << 20;
    private static final Path IO = Path.of("/proc/self/io");
    private static final Path NETWORK = Path.of("/proc/self/net/dev");
    private static final Pattern READ = Pattern.compile("^read_bytes: (\\d+)");
    private static final Pattern WRITTEN = Pattern.compile("^write_bytes: (\\d+)");
    private static final Pattern RECEIVED = Pattern.compile("^\\s*(?!lo:)\\S+:\\s*(\\d+)");
    private static final Pattern SENT = Pattern.compile("^\\s*(?!lo:)\\S+:(?:\\s*\\d+){8}\\s+(\\d+)");

    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final LongSupplier monotonicNanos;
    private final Rate cpu = new Rate();
    private final Rate read = new Rate();
    private final Rate written = new Rate();
    private final Rate received = new Rate();
    private final Rate sent = new Rate();

    public MachineMetrics(LongSupplier monotonicNanos) {
        this.monotonicNanos = monotonicNanos;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        long now = monotonicNanos.getAsLong();
        Runtime runtime = Runtime.getRuntime();
        return List.of(
                Gauges.of(
                        "cpu_usage_pct",
                        "Of one core, since the last time that somebody asked",
                        cpu.perSecond(system.getProcessCpuTime(), now) / 1e7),
                Gauges.of("memory_usage_mb", "Heap in use", (runtime.totalMemory() - runtime.freeMemory()) / MEBI),
                Gauges.of("memory_limit_mb", "The largest heap", runtime.maxMemory() / MEBI),
                bytes("disk_read_bytes_per_sec", "Read from disks by this process", IO, READ, read, now),
                bytes("disk_write_bytes_per_sec", "Written to disks by this process", IO, WRITTEN, written, now),
                bytes("network_rx_bytes_per_sec", "Received by the machine", NETWORK, RECEIVED, received, now),
                bytes("network_tx_bytes_per_sec", "Sent by the machine", NETWORK, SENT, sent, now));
    }

    private static MetricFamilySamples bytes(
            String name, String help, Path file, Pattern number, Rate rate, long nowNanos) {
        double perSecond = Files.isReadable(file) ? rate.perSecond(sum(file, number), nowNanos) : Double.NaN;
        return Gauges.of(name, help, perSecond);
    }

    private static long sum(Path file, Pattern number) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(number::matcher)
                    .filter(Matcher::find)
                    .mapToLong(match -> Long.parseLong(match.group(1)))
                    .sum();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("cannot read " + file, e);
        }
    }
}
