package io.onetape.services.config.yaml;

/**
 * One thing that is wrong with a configuration. Never holds the value of a secret.
 *
 * @param key {@code processes.core.pauser}, empty if it is about the file
 * @param message what was found and what was expected
 */
public record Problem(Place place, String key, String message) {
    /** {@code config/paper.yaml:12:5: processes.core.pauser: found ..., expected ...}. */
    @Override
    public String toString() {
        return place + ": " + (key.isEmpty() ? "" : key + ": ") + message;
    }
}
