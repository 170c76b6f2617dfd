package io.onetape.services.config.topology;

/**
 * How a process waits.
 *
 * @param parkNanos how long it parks or sleeps at a time; of no meaning to the other kinds
 */
public record PauserSpec(PauserKind kind, long parkNanos) {
    private static final long SHORTEST_SLEEP_NANOS = 1_000_000;

    public PauserSpec {
        parkNanos = kind == PauserKind.SLEEPY ? Math.max(parkNanos, SHORTEST_SLEEP_NANOS) : parkNanos;
    }
}
