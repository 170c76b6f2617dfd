package io.onetape.services.config.topology;

/**
 * When a process is taken to hang, and is killed and started again.
 *
 * @param turnNanos for how long it may not turn its services
 * @param callNanos for how long one call of a strategy may take, less than {@code turnNanos}: one that takes longer is put into quarantine
 */
public record HangPolicy(long turnNanos, long callNanos) {}
