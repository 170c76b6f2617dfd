package io.onetape.journal.sequencer;

import io.onetape.journal.record.RecordView;
import java.util.function.LongSupplier;

/**
 * The live sequencer's clock: the wall clock at its start, carried on by the monotonic clock, and drawn towards the wall clock by at most 500 parts in a million.
 * So it never goes back and never jumps. A wall clock that is more than a second away has stepped: that is reported once, and not followed. Single-threaded.
 */
public final class SlewedClock implements SequencerAgent.Clock {
    private static final long SECOND = 1_000_000_000L;
    private static final long MAX_SLEW_PER_SECOND = 500_000L;

    private final LongSupplier wallNanos;
    private final LongSupplier monotonicNanos;
    private long base;
    private long monotonicBase;
    private long slewPerSecond;
    private long accepted; // what the wall clock has stepped by, in all
    private long unreportedStep;

    /** Both clocks in nanoseconds; the first since the epoch. */
    public SlewedClock(LongSupplier wallNanos, LongSupplier monotonicNanos) {
        this.wallNanos = wallNanos;
        this.monotonicNanos = monotonicNanos;
        this.base = wallNanos.getAsLong();
        this.monotonicBase = monotonicNanos.getAsLong();
    }

    @Override
    public long nanosFor(RecordView record) {
        return now();
    }

    /** Nanoseconds since the epoch. */
    public long now() {
        long elapsed = monotonicNanos.getAsLong() - monotonicBase;
        if (elapsed >= SECOND) {
            measure();
            elapsed = monotonicNanos.getAsLong() - monotonicBase;
        }
        return base + elapsed + slewPerSecond * elapsed / SECOND;
    }

    @Override
    public long takeStepNanos() {
        long step = unreportedStep;
        unreportedStep = 0;
        return step;
    }

    /** What runs once a second runs slowly: the wall clock is taken as read midway between two readings of the other, or it would be ahead by microseconds. */
    private void measure() {
        long before = monotonicNanos.getAsLong();
        long wall = wallNanos.getAsLong();
        long elapsed = before + (monotonicNanos.getAsLong() - before) / 2 - monotonicBase;
        // What was measured is made up for within a second: through a longer silence it would go too far.
        base += elapsed + slewPerSecond * Math.min(elapsed, SECOND) / SECOND;
        monotonicBase += elapsed;
        long error = wall - accepted - base;
        if (error > SECOND || error < -SECOND) {
            unreportedStep += error;
            accepted += error;
            error = 0;
        }
        slewPerSecond = Math.max(-MAX_SLEW_PER_SECOND, Math.min(MAX_SLEW_PER_SECOND, error));
    }
}
