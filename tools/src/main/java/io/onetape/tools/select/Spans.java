package io.onetape.tools.select;

import io.onetape.tools.console.CommandException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time as they are typed: {@code 15m}, {@code 1h30m}, {@code 250ms}; units ns us ms s m h d. */
public final class Spans {
    private static final Pattern PART = Pattern.compile("(\\d{1,12})(ns|us|µs|ms|s|m|h|d)");

    private Spans() {}

    /** True if the text looks like a span. */
    static boolean isSpan(String text) {
        return !text.isEmpty() && PART.matcher(text).replaceAll("").isEmpty();
    }

    /** Nanoseconds. */
    public static long parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (!isSpan(lower)) {
            throw CommandException.usage(
                    "expected a span such as 15m, 250ms or 1h30m, found '" + text + "'",
                    "use the units ns us ms s m h d");
        }
        try {
            long nanos = 0;
            Matcher part = PART.matcher(lower);
            while (part.find()) {
                nanos = Math.addExact(nanos, Math.multiplyExact(Long.parseLong(part.group(1)), nanosOf(part.group(2))));
            }
            return nanos;
        } catch (ArithmeticException e) {
            throw CommandException.usage("expected a span below 292 years, found '" + text + "'", "use a shorter one");
        }
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
