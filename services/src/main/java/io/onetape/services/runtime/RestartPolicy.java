package io.onetape.services.runtime;

import java.util.random.RandomGenerator;

/**
 * How something that failed is started again: after a delay that doubles from {@code baseNanos} to {@code capNanos}, plus up to a tenth of it by chance, so that
 * what failed together does not come back together; and not more than {@code maximum} times within {@code windowNanos}.
 */
public record RestartPolicy(long baseNanos, long capNanos, int maximum, long windowNanos) {
    /** From 100 ms to 60 s, ten times in ten minutes. */
    public static final RestartPolicy DEFAULT = new RestartPolicy(100_000_000L, 60_000_000_000L, 10, 600_000_000_000L);

    private static final int MAX_DOUBLINGS = 30;

    public RestartPolicy {
        if (baseNanos <= 0 || capNanos < baseNanos || maximum < 0 || windowNanos <= 0) {
            throw new IllegalArgumentException(
                    "expected 0 < base <= cap, a maximum from 0 on and a window, found base " + baseNanos + " ns, cap "
                            + capNanos + " ns, maximum " + maximum + ", window " + windowNanos + " ns");
        }
    }

    /** The delay before the {@code restart}-th restart, from 1 on. */
    public long delayNanos(int restart, RandomGenerator random) {
        int doublings = Math.min(restart - 1, MAX_DOUBLINGS);
        long delay = baseNanos > capNanos >> doublings ? capNanos : baseNanos << doublings;
        return delay + random.nextLong(Math.max(1, delay / 10));
    }
}
