package io.onetape.services.config.yaml;

import java.util.Comparator;

/**
 * One thing that is wrong with a configuration. Never holds the value of a secret.
 *
 * @param key {@code processes.core.pauser}, empty if it is about the file
 * @param message what was found and what was expected
 */
public record Problem(Place place, String key, String message) {
    /** File by file, from top to bottom. */
    public static final Comparator<Problem> IN_ORDER = Comparator.comparing((Problem problem) -> problem.place.file())
            .thenComparingInt(problem -> problem.place.line())
            .thenComparingInt(problem -> problem.place.column());

    /** {@code config/paper.yaml:12:5: processes.core.pauser: found ..., expected ...}. */
    @Override
    public String toString() {
        return place + ": " + (key.isEmpty() ? "" : key + ": ") + message;
    }
}
