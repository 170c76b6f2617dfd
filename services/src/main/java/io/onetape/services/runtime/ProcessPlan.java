package io.onetape.services.runtime;

import java.util.List;

/**
 * One process of a run.
 *
 * @param parts what it hosts, in the order of their start; they stop in the opposite order
 * @param parkNanos how long {@link Pauser#PARKING} parks
 * @param jvmOptions its own, behind those of every process
 */
public record ProcessPlan(
        String name,
        List<String> parts,
        Pauser pauser,
        long parkNanos,
        List<String> jvmOptions,
        RestartPolicy restarts,
        SnapshotPolicy snapshots) {
    public ProcessPlan {
        parts = List.copyOf(parts);
        jvmOptions = List.copyOf(jvmOptions);
    }
}
