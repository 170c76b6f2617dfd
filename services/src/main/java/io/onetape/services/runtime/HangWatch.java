package io.onetape.services.runtime;

import java.util.Optional;

/**
 * Looks at a process's calls from time to time and tells a hang: the same call was seen for longer than a call may take. The time counts from the first look that
 * saw it, so a hang is found within the limit and one interval of looking, and never too early; a call that begins and ends between two looks is none. For a
 * supervisor's one thread.
 */
final class HangWatch {
    private final Heartbeat heartbeat;
    private final long limitNanos;
    private Optional<Heartbeat.Call> seen = Optional.empty();
    private long sinceNanos;

    HangWatch(Heartbeat heartbeat, long limitNanos) {
        this.heartbeat = heartbeat;
        this.limitNanos = limitNanos;
    }

    /** One look; {@code nowNanos} is of any clock that does not go backwards. A hang is told again at each look while it lasts. */
    Optional<Heartbeat.Call> look(long nowNanos) {
        Optional<Heartbeat.Call> now = heartbeat.call();
        if (!now.equals(seen)) {
            seen = now;
            sinceNanos = nowNanos;
        }
        return nowNanos - sinceNanos > limitNanos ? now : Optional.empty();
    }
}
