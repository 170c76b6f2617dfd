package io.onetape.services.config.topology;

import java.util.List;

/**
 * One operating-system process.
 *
 * @param services in the order of start; not empty
 * @param heapBytes the largest heap
 * @param jvmArguments further options of its JVM, in order
 * @param healthPort 0: any free one
 */
public record ProcessSpec(
        String name,
        List<ServiceSpec> services,
        PauserSpec pauser,
        long heapBytes,
        List<String> jvmArguments,
        RestartPolicy restart,
        HangPolicy hang,
        SnapshotPolicy snapshots,
        int healthPort,
        LogLevel logLevel) {
    public ProcessSpec {
        services = services.stream().sorted().toList();
        jvmArguments = List.copyOf(jvmArguments);
    }
}
