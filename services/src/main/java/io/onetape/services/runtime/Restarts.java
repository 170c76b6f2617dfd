package io.onetape.services.runtime;

import java.util.ArrayDeque;
import java.util.random.RandomGenerator;

/** Counts the failures of one thing, and says when it may be started again. Single-threaded. */
final class Restarts {
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
        return failures.size() > policy.maximum() ? -1 : policy.delayNanos(failures.size(), random);
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
