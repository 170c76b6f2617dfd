package io.onetape.journal.fixed;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time as they are typed, the same everywhere: {@code 15m}, {@code 1.3s}, {@code 1h30m}, {@code 250ms}; units ns us µs ms s m h d, in any case. */
public final class SpanText {
    private static final Pattern PART = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)(ns|us|µs|ms|s|m|h|d)");
    private static final Pattern PARTS = Pattern.compile("(?:" + PART.pattern() + ")+");

    private SpanText() {}

    /** True if the text looks like a span. */
    public static boolean isSpan(String text) {
        return PARTS.matcher(text.toLowerCase(Locale.ROOT)).matches();
    }

    /** Nanoseconds, exact; throws {@link IllegalArgumentException} naming what it found. */
    public static long parse(String text) {
        if (!isSpan(text)) {
            throw new IllegalArgumentException(
                    "expected a span such as 15m, 1.3s, 250ms or 1h30m (ns us ms s m h d), found '" + text + "'");
        }
        BigDecimal nanos = BigDecimal.ZERO;
        Matcher part = PART.matcher(text.toLowerCase(Locale.ROOT));
        while (part.find()) {
            nanos = nanos.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(nanosOf(part.group(2)))));
        }
        try {
            return nanos.longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "expected a span of whole nanoseconds below 292 years, found '" + text + "'", e);
        }
    }

    /** Exactly, in the largest of s, ms, us and ns that is whole: what {@link #parse} reads. Not below 0. */
    public static String toText(long nanos) {
        for (String unit : new String[] {"s", "ms", "us"}) {
            if (nanos % nanosOf(unit) == 0 && nanos != 0) {
                return nanos / nanosOf(unit) + unit;
            }
        }
        return nanos + "ns";
    }

    private static long nanosOf(String unit) {
        return switch (unit) {
            case "ns" -> 1L;
            case "us", "µs" -> 1_000L;
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "m" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            default -> 86_400_000_000_000L;
        };
    }
}
