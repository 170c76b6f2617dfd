package io.onetape.services.config.topology;

/**
 * When a process is started again that ended without being asked.
 *
 * @param maximum restarts within the window; at one more it stays down
 * @param windowNanos the time in which they are counted
 * @param backOffNanos the wait before the first
 * @param backOffCapNanos the longest wait
 * @param jitter Fixed8, from 0 to 1: how much of a wait is left to chance
 */
public record RestartPolicy(int maximum, long windowNanos, long backOffNanos, long backOffCapNanos, long jitter) {}
