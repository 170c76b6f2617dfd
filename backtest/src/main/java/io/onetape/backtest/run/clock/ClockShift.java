package io.onetape.backtest.run.clock;

import io.onetape.backtest.RefusedException;
import io.onetape.backtest.SpanWords;
import io.onetape.journal.fixed.SpanText;

/**
 * What to do about a recording whose local clock was behind the exchange's: {@code auto} shifts local time until no feed latency is negative, {@code none}
 * refuses, a span is added as given. No negative latency reaches the simulation.
 */
public final class ClockShift {
    private enum Mode {
        AUTO,
        NONE,
        GIVEN
    }

    /** By the smallest latency if that is negative, else not at all. */
    public static final ClockShift AUTO = new ClockShift(Mode.AUTO, 0);

    /** Not at all. */
    public static final ClockShift NONE = new ClockShift(Mode.NONE, 0);

    /** The smallest latency where none was measured: no shift makes it negative. */
    static final long NOT_MEASURED = Long.MAX_VALUE / 2;

    private final Mode mode;
    private final long nanos;

    private ClockShift(Mode mode, long nanos) {
        this.mode = mode;
        this.nanos = nanos;
    }

    /** Adds so much to every local time. */
    public static ClockShift by(long nanos) {
        return new ClockShift(Mode.GIVEN, nanos);
    }

    /** Reads {@code auto}, {@code none} or a span, {@code 1.3s} or {@code -20ms}; throws {@link IllegalArgumentException} naming what it found. */
    public static ClockShift parse(String text) {
        if (text.equals("auto")) {
            return AUTO;
        }
        if (text.equals("none")) {
            return NONE;
        }
        boolean back = text.startsWith("-");
        String span = back ? text.substring(1) : text;
        if (!SpanText.isSpan(span)) {
            throw new IllegalArgumentException(
                    "expected auto, none or a span such as 1.3s or -20ms (ns us ms s m h d), found '" + text + "'");
        }
        return by(back ? -SpanText.parse(span) : SpanText.parse(span));
    }

    /** What is added to every local time of this recording; throws {@link RefusedException} if a latency would stay negative. */
    public long nanosFor(SourceScan source) {
        return nanosFor(
                source.hasLatency() ? source.smallestLatencyNanos() : NOT_MEASURED, source.negativeLatencies(), "");
    }

    /** The same of a part of a recording, which {@code what} names: empty, or with a space in front. */
    long nanosFor(long smallest, long negative, String what) {
        long shift = mode == Mode.AUTO ? Math.max(0, -smallest) : nanos;
        if (smallest + shift < 0) {
            throw new RefusedException(
                    negative + " records" + what + " received before they happened, by up to "
                            + SpanWords.of(-(smallest + shift)) + (mode == Mode.GIVEN ? " after the shift" : ""),
                    "no negative feed latency",
                    "tape backtest market-maker TAPE --shift-clock auto --out RUN");
        }
        return shift;
    }
}
