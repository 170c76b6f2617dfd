package io.onetape.services.config.topology;

/**
 * One service.
 *
 * @param name {@code marketdata}; {@code strategy-2} of the second strategy engine
 */
public record ServiceSpec(String name, ServiceKind kind) implements Comparable<ServiceSpec> {
    /** In the order of start. */
    @Override
    public int compareTo(ServiceSpec other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : name.compareTo(other.name);
    }
}
