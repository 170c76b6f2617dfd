package io.onetape.tools.format;

import java.time.LocalDate;

/** Times and spans as text. Times are nanoseconds since the epoch, UTC. */
public final class Times {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long NANOS_PER_DAY = 86_400 * NANOS_PER_SECOND;

    private Times() {}

    /** Appends {@code 2024-08-08T12:00:00.101000000Z}. */
    public static StringBuilder appendIso(StringBuilder to, long nanos) {
        appendDate(to, nanos).append('T');
        return appendTimeOfDay(to, nanos).append('Z');
    }

    /** {@code 2024-08-08T12:00:00.101000000Z}. */
    public static String iso(long nanos) {
        return appendIso(new StringBuilder(30), nanos).toString();
    }

    /** Appends {@code 2024-08-08}. */
    public static StringBuilder appendDate(StringBuilder to, long nanos) {
        return to.append(LocalDate.ofEpochDay(Math.floorDiv(nanos, NANOS_PER_DAY)));
    }

    /** Appends {@code 12:00:00.101000000}. */
    public static StringBuilder appendTimeOfDay(StringBuilder to, long nanos) {
        long ofDay = Math.floorMod(nanos, NANOS_PER_DAY);
        long second = ofDay / NANOS_PER_SECOND;
        appendDigits(to, second / 3600, 2).append(':');
        appendDigits(to, second / 60 % 60, 2).append(':');
        appendDigits(to, second % 60, 2).append('.');
        return appendDigits(to, ofDay % NANOS_PER_SECOND, 9);
    }

    /** True if both times are on one day. */
    public static boolean isSameDay(long nanos, long otherNanos) {
        return Math.floorDiv(nanos, NANOS_PER_DAY) == Math.floorDiv(otherNanos, NANOS_PER_DAY);
    }

    /** A span for people, in four digits or so: {@code 57 µs}, {@code 12.7 ms}, {@code 1h02m}. */
    public static String span(long nanos) {
        if (nanos < 0) {
            return nanos == Long.MIN_VALUE ? "?" : "-" + span(-nanos);
        }
        if (nanos < 1_000) {
            return nanos + " ns";
        }
        if (nanos < 1_000_000) {
            return scaled(nanos, 1_000) + " µs";
        }
        if (nanos < NANOS_PER_SECOND) {
            return scaled(nanos, 1_000_000) + " ms";
        }
        long seconds = nanos / NANOS_PER_SECOND;
        if (seconds < 60) {
            return scaled(nanos, NANOS_PER_SECOND) + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + "m" + twoDigits(seconds % 60) + "s";
        }
        if (seconds < 86_400) {
            return seconds / 3600 + "h" + twoDigits(seconds / 60 % 60) + "m";
        }
        return seconds / 86_400 + "d" + twoDigits(seconds / 3600 % 24) + "h";
    }

    private static String scaled(long value, long unit) {
        int decimals = value >= 100 * unit ? 1 : 2;
        long scale = decimals == 1 ? 10 : 100;
        long rounded = Math.round((double) value * scale / unit);
        StringBuilder text = new StringBuilder().append(rounded / scale);
        long fraction = rounded % scale;
        if (fraction != 0) {
            text.append('.');
            appendDigits(text, fraction, decimals);
            while (text.charAt(text.length() - 1) == '0') {
                text.setLength(text.length() - 1);
            }
        }
        return text.toString();
    }

    private static String twoDigits(long value) {
        return appendDigits(new StringBuilder(2), value, 2).toString();
    }

    private static StringBuilder appendDigits(StringBuilder to, long value, int digits) {
        int start = to.length();
        to.setLength(start + digits);
        long rest = value;
        for (int i = digits - 1; i >= 0; i--) {
            to.setCharAt(start + i, (char) ('0' + rest % 10));
            rest /= 10;
        }
        return to;
    }
}
