package io.onetape.services.config.topology;

import java.util.List;
import java.util.Optional;

/**
 * Which process hosts which services: each service in one process, the required ones in some.
 *
 * @param processes in the order of start
 */
public record Topology(List<ProcessSpec> processes) {
    public Topology {
        processes = List.copyOf(processes);
    }

    /** The process with this name. */
    public Optional<ProcessSpec> process(String name) {
        return processes.stream().filter(process -> process.name().equals(name)).findFirst();
    }

    /** The process that hosts the service. */
    public Optional<ProcessSpec> host(String service) {
        return processes.stream()
                .filter(process ->
                        process.services().stream().anyMatch(one -> one.name().equals(service)))
                .findFirst();
    }

    /** All services, in the order of start. */
    public List<ServiceSpec> services() {
        return processes.stream()
                .flatMap(process -> process.services().stream())
                .sorted()
                .toList();
    }
}
