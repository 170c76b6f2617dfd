package io.onetape.services.plugin;

import java.util.Optional;

/**
 * Looks at a {@link CallWatch} from time to time and tells a hang: the same call was seen for longer than a call may take. The time counts from the first look
 * that saw it, so a hang is found within the limit and one interval of looking, and never too early; a call that begins and ends between two looks is none. For
 * a supervisor's one thread.
 */
public final class HangWatch {
    /**
     * A call that does not come back.
     *
     * @param sequence the record that is being handled
     * @param called whom the call is for, as {@link CallWatch#enter} was told
     * @param nanos for how long it has been seen
     */
    public record Hang(long sequence, long called, long nanos) {}

    private final CallWatch watch;
    private final long limitNanos;
    private long sequence = CallWatch.NONE;
    private long called;
    private long sinceNanos;

    public HangWatch(CallWatch watch, long limitNanos) {
        this.watch = watch;
        this.limitNanos = limitNanos;
    }

    /** One look; {@code nowNanos} is of any clock that does not go backwards. A hang is told again at each look while it lasts. */
    public Optional<Hang> look(long nowNanos) {
        long seen = watch.sequence();
        long seenCalled = watch.called();
        if (seen != sequence || seenCalled != called) {
            sequence = seen;
            called = seenCalled;
            sinceNanos = nowNanos;
        }
        long nanos = nowNanos - sinceNanos;
        return sequence == CallWatch.NONE || nanos <= limitNanos
                ? Optional.empty()
                : Optional.of(new Hang(sequence, called, nanos));
    }
}
