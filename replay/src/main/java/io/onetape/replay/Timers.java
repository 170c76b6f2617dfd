package io.onetape.replay;

import java.util.Arrays;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/** The timers of one processor, ordered by (due, number). A few at a time, so a sorted array serves. Single-threaded. */
final class Timers {
    /** More timers than this at once are a defect. */
    static final int MAX_TIMERS = 65_536;

    private long[] dues = new long[8];
    private long[] numbers = new long[8];
    private int count;

    /** True if a timer is due at or before this time. */
    boolean isDue(long nanos) {
        return count > 0 && dues[count - 1] <= nanos;
    }

    /** {@link Long#MAX_VALUE} if there is none. */
    long nextDueNanos() {
        return count == 0 ? Long.MAX_VALUE : dues[count - 1];
    }

    /** Forgets the first timer and returns its number. */
    long pop() {
        return numbers[--count];
    }

    /** Sets or moves a timer. */
    void set(long number, long dueNanos) {
        cancel(number);
        if (count == MAX_TIMERS) {
            throw new IllegalStateException("expected at most " + MAX_TIMERS + " timers of one processor");
        }
        if (count == dues.length) {
            dues = Arrays.copyOf(dues, count * 2);
            numbers = Arrays.copyOf(numbers, count * 2);
        }
        int at = count++;
        while (at > 0 && isAfter(dueNanos, number, at - 1)) { // the first due stands last
            dues[at] = dues[at - 1];
            numbers[at] = numbers[at - 1];
            at--;
        }
        dues[at] = dueNanos;
        numbers[at] = number;
    }

    /** Forgets a timer, if it is set. */
    void cancel(long number) {
        for (int i = 0; i < count; i++) {
            if (numbers[i] == number) {
                System.arraycopy(dues, i + 1, dues, i, count - i - 1);
                System.arraycopy(numbers, i + 1, numbers, i, count - i - 1);
                count--;
                return;
            }
        }
    }

    /** Writes all timers, the first due first. */
    void writeState(WireOut wire) {
        wire.write("timers").sequence(this, (timers, out) -> {
            for (int i = timers.count - 1; i >= 0; i--) {
                out.int64(timers.dues[i]);
                out.int64(timers.numbers[i]);
            }
        });
    }

    void readState(WireIn wire) {
        wire.read("timers").sequence(this, (timers, in) -> {
            while (in.hasNextSequenceItem()) {
                long due = in.int64();
                timers.set(in.int64(), due);
            }
        });
    }

    private boolean isAfter(long due, long number, int other) {
        return due > dues[other] || (due == dues[other] && number > numbers[other]);
    }
}
