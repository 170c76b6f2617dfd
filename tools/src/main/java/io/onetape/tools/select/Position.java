package io.onetape.tools.select;

import io.onetape.journal.fixed.SpanText;
import io.onetape.tools.console.CommandException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place on a tape as it is typed: ISO-8601 (UTC), {@code start}, {@code end}, {@code seq:N}, an epoch by its digits (10 s, 13 ms, 16 µs, 19 ns), {@code -15m}
 * before the tape's last record, {@code now-15m}, {@code +5m} after {@code --from}.
 *
 * @param value a sequence, a time or a span in nanoseconds, by kind
 */
public record Position(Kind kind, long value) {
    /** What the value means. */
    public enum Kind {
        START,
        END,
        SEQUENCE,
        TIME,
        BEFORE_LAST,
        BEFORE_NOW,
        AFTER_FROM
    }

    private static final Pattern ISO = Pattern.compile(
            "(\\d{4})-(\\d\\d)-(\\d\\d)(?:[Tt ](\\d\\d):(\\d\\d)(?::(\\d\\d)(?:[.,](\\d{1,9}))?)?)?[Zz]?");
    private static final String TIMES = "2024-08-08T12:00:00, 2024-08-08, 1723118400 (or 13, 16, 19 digits)";
    private static final String EXAMPLES = TIMES + ", start, end, seq:100, -15m, now-15m, +5m";

    /** Reads what was typed, or ends the command saying what is expected. */
    public static Position parse(String text) {
        if (text.equalsIgnoreCase("start")) {
            return new Position(Kind.START, 0);
        }
        if (text.equalsIgnoreCase("end")) {
            return new Position(Kind.END, 0);
        }
        if (text.regionMatches(true, 0, "seq:", 0, 4)) {
            return new Position(Kind.SEQUENCE, sequence(text.substring(4), text));
        }
        if (text.equalsIgnoreCase("now")) {
            return new Position(Kind.BEFORE_NOW, 0);
        }
        if (text.regionMatches(true, 0, "now-", 0, 4) && SpanText.isSpan(text.substring(4))) {
            return new Position(Kind.BEFORE_NOW, Spans.parse(text.substring(4)));
        }
        if (text.startsWith("-") && SpanText.isSpan(text.substring(1))) {
            return new Position(Kind.BEFORE_LAST, Spans.parse(text.substring(1)));
        }
        if (text.startsWith("+") && SpanText.isSpan(text.substring(1))) {
            return new Position(Kind.AFTER_FROM, Spans.parse(text.substring(1)));
        }
        return new Position(Kind.TIME, time(text).orElseThrow(() -> unknown(text)));
    }

    /** Reads a time that depends on nothing: ISO-8601 or an epoch. Nanoseconds. */
    public static long parseTime(String text) {
        return time(text)
                .orElseThrow(
                        () -> CommandException.usage("expected a time, found '" + text + "'", "use one of " + TIMES));
    }

    private static OptionalLong time(String text) {
        if (text.matches("\\d+")) {
            return epoch(text);
        }
        Matcher iso = ISO.matcher(text);
        if (!iso.matches()) {
            return OptionalLong.empty();
        }
        try {
            LocalDateTime time = LocalDateTime.of(
                    number(iso, 1), number(iso, 2), number(iso, 3), number(iso, 4), number(iso, 5), number(iso, 6));
            String fraction = iso.group(7) == null ? "" : iso.group(7);
            long nanos = Long.parseLong((fraction + "000000000").substring(0, 9));
            return OptionalLong.of(
                    Math.addExact(Math.multiplyExact(time.toEpochSecond(ZoneOffset.UTC), 1_000_000_000L), nanos));
        } catch (DateTimeException | ArithmeticException e) {
            return OptionalLong.empty();
        }
    }

    private static int number(Matcher iso, int group) {
        return iso.group(group) == null ? 0 : Integer.parseInt(iso.group(group));
    }

    private static OptionalLong epoch(String digits) {
        try {
            long value = Long.parseLong(digits);
            return switch (digits.length()) {
                case 10 -> OptionalLong.of(Math.multiplyExact(value, 1_000_000_000L));
                case 13 -> OptionalLong.of(Math.multiplyExact(value, 1_000_000L));
                case 16 -> OptionalLong.of(Math.multiplyExact(value, 1_000L));
                case 19 -> OptionalLong.of(value);
                default -> OptionalLong.empty();
            };
        } catch (ArithmeticException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private static long sequence(String digits, String text) {
        try {
            long sequence = Long.parseLong(digits);
            if (sequence >= 0) {
                return sequence;
            }
        } catch (NumberFormatException e) {
            throw unknown(text);
        }
        throw unknown(text);
    }

    private static CommandException unknown(String text) {
        return CommandException.usage("expected a position, found '" + text + "'", "use one of " + EXAMPLES);
    }
}
