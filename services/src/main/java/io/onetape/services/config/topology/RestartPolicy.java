package io.onetape.services.config.topology;

import io.onetape.journal.fixed.Fixed8;

/**
 * When a process is started again that ended without being asked.
 *
 * @param maximum restarts within the window; at one more it stays down
 * @param windowNanos the time in which they are counted
 * @param backOffNanos the wait before the first
 * @param backOffCapNanos the longest wait
 * @param jitter Fixed8, from 0 to 1: how much of a wait is left to chance
 */
public record RestartPolicy(int maximum, long windowNanos, long backOffNanos, long backOffCapNanos, long jitter) {
    /**
     * The wait before a restart.
     *
     * @param restarts how many there were within the window before this one
     * @param chance Fixed8, from -1 to 1, as the caller drew it
     */
    public long waitNanos(int restarts, long chance) {
        long wait = backOffNanos;
        for (int i = 0; i < restarts && wait < backOffCapNanos; i++) {
            wait = Math.min(backOffCapNanos, 2 * wait);
        }
        wait = Math.min(wait, backOffCapNanos);
        return wait + Fixed8.multiply(wait, Fixed8.multiply(jitter, chance));
    }

    /** True if one more may be made after so many within the window. */
    public boolean allows(int restarts) {
        return restarts < maximum;
    }
}
