package io.onetape.services.strategy;

/** Spans of time as they stand in settings: a whole number and its unit, {@code 250ms}, {@code 5s}, {@code 2m}, {@code 1h}. In nanoseconds. */
final class Durations {
    private static final String[] UNITS = {"h", "m", "s", "ms", "us", "ns"}; // the longest first
    private static final long[] NANOS = {3_600_000_000_000L, 60_000_000_000L, 1_000_000_000L, 1_000_000L, 1_000L, 1L};

    private Durations() {}

    /** Throws {@link NumberFormatException} if it is no such text, or beyond what a long holds. */
    static long parse(String text) {
        int digits = 0;
        while (digits < text.length() && Character.digit(text.charAt(digits), 10) >= 0) {
            digits++;
        }
        String unit = text.substring(digits);
        for (int i = 0; i < UNITS.length; i++) {
            if (UNITS[i].equals(unit)) {
                return nanos(Long.parseLong(text.substring(0, digits)), NANOS[i], text);
            }
        }
        throw new NumberFormatException("expected a span of time such as 5s, found '" + text + "'");
    }

    /** In the longest unit that divides it. */
    static String toString(long nanos) {
        if (nanos == 0) {
            return "0s";
        }
        int unit = 0;
        while (nanos % NANOS[unit] != 0) {
            unit++;
        }
        return nanos / NANOS[unit] + UNITS[unit];
    }

    private static long nanos(long count, long unit, String text) {
        if (count > Long.MAX_VALUE / unit) {
            throw new NumberFormatException("expected a span of time of less than 292 years, found '" + text + "'");
        }
        return count * unit;
    }
}
