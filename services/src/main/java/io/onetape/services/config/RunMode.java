package io.onetape.services.config;

/** What becomes of what execution submits. */
public enum RunMode {
    /** There is no venue. */
    OBSERVE,
    /** It goes to the simulated venue. */
    PAPER
}
