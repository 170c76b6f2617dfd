package io.onetape.backtest.importer.line;

import java.nio.charset.StandardCharsets;

/** Receive stamps and venue times as nanoseconds since the epoch. The number of digits before the point says the unit. */
public final class Stamps {
    private static final int SECONDS = 10;
    private static final int NANOS = 19;
    private static final int SHOWN = 40;
    private static final long LARGEST_MILLIS = Long.MAX_VALUE / 1_000_000;
    private static final long LARGEST_MICROS = Long.MAX_VALUE / 1_000;
    private static final long SMALLEST_MICROS = 1_000_000_000_000_000L;
    private static final long SMALLEST_NANOS = 1_000_000_000_000_000_000L;

    private Stamps() {}

    /**
     * Reads a receive stamp: 10 digits are seconds, 13 milliseconds, 16 microseconds, 19 nanoseconds, each with a fraction down to the nanosecond.
     *
     * @throws BadLine if it is anything else
     */
    public static long receiveNanos(byte[] bytes, int from, int to) {
        long value = 0;
        int digits = 0;
        int point = -1;
        for (int at = from; at < to; at++) {
            int digit = bytes[at] - '0';
            if (digit == '.' - '0' && point < 0) {
                point = digits;
            } else if (digit < 0 || digit > 9 || (digits == NANOS && digit != 0)) {
                throw notAStamp(bytes, from, to);
            } else if (digits < NANOS) {
                value = value * 10 + digit; // nineteen digits wrap at most once, into the negative
                digits++;
            }
        }
        int whole = point < 0 ? digits : point;
        boolean unit = whole == SECONDS || whole == 13 || whole == 16 || whole == NANOS;
        if (!unit || value < 0) {
            throw notAStamp(bytes, from, to);
        }
        // Every unit has nineteen digits in nanoseconds: a fraction only fills up the missing ones.
        for (int i = digits; i < NANOS; i++) {
            value *= 10;
        }
        if (value < 0) {
            throw notAStamp(bytes, from, to);
        }
        return value;
    }

    /**
     * Nanoseconds of a time as the venue gives it: up to 13 digits are milliseconds, 16 microseconds, 19 nanoseconds.
     *
     * @throws BadLine if it is in none of these units
     */
    public static long venueNanos(long time) {
        if (time >= 0 && time <= LARGEST_MILLIS) {
            return time * 1_000_000;
        }
        if (time >= SMALLEST_MICROS && time <= LARGEST_MICROS) {
            return time * 1_000;
        }
        if (time >= SMALLEST_NANOS) {
            return time;
        }
        throw new BadLine("expected a time in milliseconds or microseconds, found '" + time + "'");
    }

    private static BadLine notAStamp(byte[] bytes, int from, int to) {
        String found = new String(bytes, from, Math.min(to - from, SHOWN), StandardCharsets.UTF_8);
        return new BadLine("expected a receive stamp of 10, 13, 16 or 19 digits or seconds with a fraction, found '"
                + found + "'");
    }
}
