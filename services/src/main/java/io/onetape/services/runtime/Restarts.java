package io.onetape.services.runtime;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.services.config.topology.RestartPolicy;
import java.util.ArrayDeque;
import java.util.random.RandomGenerator;

/**
 * Counts the failures of one thing, and says when it may be started again: after a delay that doubles with each failure that still counts, plus a share of it
 * that is left to chance, so that what failed together does not come back together. Single-threaded.
 */
final class Restarts {
    private static final int MAX_DOUBLINGS = 30;

    private final RestartPolicy policy;
    private final RandomGenerator random;
    private final ArrayDeque<Long> failures = new ArrayDeque<>();

    Restarts(RestartPolicy policy, RandomGenerator random) {
        this.policy = policy;
        this.random = random;
    }

    /** It failed; returns the delay until it may be started again, or below zero if it has failed too often. */
    long failed(long nowNanos) {
        while (!failures.isEmpty() && nowNanos - failures.peekFirst() > policy.windowNanos()) {
            failures.removeFirst();
        }
        failures.addLast(nowNanos);
        return failures.size() > policy.maximum() ? -1 : delayNanos(failures.size());
    }

    private long delayNanos(int failure) {
        int doublings = Math.min(failure - 1, MAX_DOUBLINGS);
        long cap = policy.backOffCapNanos();
        long delay = policy.backOffNanos() > cap >> doublings ? cap : policy.backOffNanos() << doublings;
        long chance = Fixed8.multiply(delay, policy.jitter());
        return delay + (chance > 0 ? random.nextLong(chance) : 0);
    }

    /** Failures that still count. */
    int count() {
        return failures.size();
    }

    /** Somebody wants it started again: what was is forgotten. */
    void forget() {
        failures.clear();
    }
}
