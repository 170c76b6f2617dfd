package io.onetape.tools.run;

import io.onetape.tools.console.CommandException;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How fast records follow each other: as fast as can be, or at a multiple of their own times. Single-threaded. */
final class Pace {
    private static final Pattern SPEED = Pattern.compile("(\\d{1,6})(?:\\.(\\d{1,3}))?x?");
    private static final long SPIN_NANOS = 100_000;

    private final long thousandths; // 0: as fast as can be
    private boolean started;
    private long firstRecordNanos;
    private long firstNanos;

    private Pace(long thousandths) {
        this.thousandths = thousandths;
    }

    /** Reads {@code max}, {@code 1x}, {@code 0.5x}, {@code 10x}. */
    static Pace parse(String text) {
        if (text.equalsIgnoreCase("max")) {
            return new Pace(0);
        }
        Matcher speed = SPEED.matcher(text);
        if (speed.matches()) {
            String fraction = speed.group(2) == null ? "" : speed.group(2);
            long thousandths =
                    Long.parseLong(speed.group(1)) * 1000 + Long.parseLong((fraction + "000").substring(0, 3));
            if (thousandths > 0) {
                return new Pace(thousandths);
            }
        }
        throw CommandException.usage(
                "--speed expects max, 1x, 10x, 0.5x, found '" + text + "'", "tape replay --speed 10x TAPE");
    }

    boolean isMax() {
        return thousandths == 0;
    }

    /** Nanoseconds from {@code nowNanos}, of any monotonic clock, until a record of this time is due; not positive if it is due. */
    long untilDue(long recordNanos, long nowNanos) {
        if (isMax()) {
            return 0;
        }
        if (!started) {
            started = true;
            firstRecordNanos = recordNanos;
            firstNanos = nowNanos;
        }
        long elapsed = recordNanos - firstRecordNanos;
        return firstNanos + elapsed / thousandths * 1000 + elapsed % thousandths * 1000 / thousandths - nowNanos;
    }

    /** Waits until a record of this time is due. */
    void await(long recordNanos) {
        long left = untilDue(recordNanos, System.nanoTime());
        while (left > 0) {
            if (left > SPIN_NANOS) {
                LockSupport.parkNanos(left - SPIN_NANOS / 2);
            } else {
                Thread.onSpinWait();
            }
            left = untilDue(recordNanos, System.nanoTime());
        }
    }
}
