package io.onetape.backtest.run.clock;

import io.onetape.backtest.RefusedException;
import io.onetape.journal.fixed.Fixed8;
import java.util.List;

/**
 * What to do about a recording whose local clock was behind the exchange's: {@code auto} shifts local time until no feed latency is negative, {@code none}
 * refuses, a duration is added as given. No negative latency reaches the simulation.
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

    private static final List<String> UNITS = List.of("ns", "us", "ms", "s", "m");
    private static final long[] UNIT_NANOS = {1, 1_000, 1_000_000, 1_000_000_000, 60_000_000_000L};

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

    /** Reads {@code auto}, {@code none} or a duration such as {@code 1.3s}; throws {@link IllegalArgumentException} naming what it found. */
    public static ClockShift parse(String text) {
        if (text.equals("auto")) {
            return AUTO;
        }
        if (text.equals("none")) {
            return NONE;
        }
        return by(parseDuration(text));
    }

    /** Nanoseconds of a duration such as {@code 1.3s}; throws {@link IllegalArgumentException} naming what it found. */
    public static long parseDuration(String text) {
        int unitAt = text.length();
        while (unitAt > 0 && Character.isLetter(text.charAt(unitAt - 1))) {
            unitAt--;
        }
        int unit = UNITS.indexOf(text.substring(unitAt));
        try {
            if (unit >= 0) {
                return Fixed8.multiplyDivide(Fixed8.parse(text.substring(0, unitAt)), UNIT_NANOS[unit], Fixed8.ONE);
            }
        } catch (NumberFormatException e) {
            throw notADuration(text, e);
        }
        throw notADuration(text, null);
    }

    /** What is added to every local time of this recording; throws {@link RefusedException} if a latency would stay negative. */
    public long nanosFor(SourceScan source) {
        long smallest = source.hasLatency() ? source.smallestLatencyNanos() : 0;
        long shift = mode == Mode.AUTO ? Math.max(0, -smallest) : nanos;
        if (smallest + shift < 0) {
            throw new RefusedException(
                    source.negativeLatencies() + " records received before they happened, by up to "
                            + -(smallest + shift) + " ns" + (mode == Mode.GIVEN ? " after the shift" : ""),
                    "no negative feed latency",
                    "tape backtest market-maker TAPE --shift-clock auto --out RUN");
        }
        return shift;
    }

    private static IllegalArgumentException notADuration(
            String text, @org.jspecify.annotations.Nullable Throwable cause) {
        return new IllegalArgumentException(
                "expected auto, none or a duration such as 1.3s (ns, us, ms, s, m), found '" + text + "'", cause);
    }
}
