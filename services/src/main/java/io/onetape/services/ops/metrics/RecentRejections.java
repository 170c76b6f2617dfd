package io.onetape.services.ops.metrics;

import java.util.Arrays;

/** What part of the submits of the last five minutes, of the tape's time, the venue has rejected. One thread writes; any thread reads the percentage. */
final class RecentRejections {
    private static final int MINUTES = 5;
    private static final long MINUTE_NANOS = 60_000_000_000L;

    private final long[] submits = new long[MINUTES];
    private final long[] rejections = new long[MINUTES];
    private long minute = Long.MIN_VALUE;
    private volatile double percent;

    void submitted(long nanos) {
        passTo(nanos);
        submits[slot()]++;
        settle();
    }

    void rejected(long nanos) {
        passTo(nanos);
        rejections[slot()]++;
        settle();
    }

    /** Time passes without a submit too. */
    void passTo(long nanos) {
        long now = Math.floorDiv(nanos, MINUTE_NANOS);
        if (now == minute) {
            return;
        }
        if (minute == Long.MIN_VALUE || now - minute >= MINUTES) {
            Arrays.fill(submits, 0);
            Arrays.fill(rejections, 0);
            minute = now;
        }
        while (minute < now) {
            minute++;
            submits[slot()] = 0;
            rejections[slot()] = 0;
        }
        settle();
    }

    /** Of 100; 0 if nothing was submitted. */
    double percent() {
        return percent;
    }

    private int slot() {
        return (int) Math.floorMod(minute, (long) MINUTES);
    }

    private void settle() {
        long sent = 0;
        long refused = 0;
        for (int i = 0; i < MINUTES; i++) {
            sent += submits[i];
            refused += rejections[i];
        }
        percent = sent == 0 ? 0 : Math.min(100, 100.0 * refused / sent);
    }
}
