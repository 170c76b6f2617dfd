package io.onetape.services.strategy;

import io.onetape.journal.fixed.Fixed8;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One setting of a strategy: its name, kind, bounds, default and one line of help. */
public final class Parameter {
    /** How the text of a setting is read, and what it is as a number. */
    public enum Kind {
        /** A Fixed8 number. */
        DECIMAL,
        /** A whole number. */
        INTEGER,
        /** A span of time such as {@code 250ms}, {@code 5s}, {@code 2m} or {@code 1h}: nanoseconds. */
        DURATION,
        /** {@code false} or {@code true}: 0 or 1. */
        FLAG,
        /** One of several words, in any case: its place among them, from 0. */
        TEXT
    }

    private static final List<String> FLAGS = List.of("false", "true");

    private final String name;
    private final Kind kind;
    private final List<String> choices;
    private final @Nullable String defaultText;
    private final long minimum;
    private final long maximum;
    private final String help;

    private Parameter(
            String name,
            Kind kind,
            List<String> choices,
            @Nullable String defaultText,
            String minimum,
            String maximum,
            String help) {
        this.name = name;
        this.kind = kind;
        this.choices = choices;
        this.defaultText = defaultText;
        this.minimum = number(minimum);
        this.maximum = number(maximum);
        this.help = help;
    }

    /** A decimal number that must be given. */
    public static Parameter decimal(String name, String minimum, String maximum, String help) {
        return new Parameter(name, Kind.DECIMAL, List.of(), null, minimum, maximum, help);
    }

    /** A whole number that must be given. */
    public static Parameter integer(String name, long minimum, long maximum, String help) {
        return new Parameter(name, Kind.INTEGER, List.of(), null, Long.toString(minimum), Long.toString(maximum), help);
    }

    /** A span of time that must be given; its bounds are such texts too. */
    public static Parameter duration(String name, String minimum, String maximum, String help) {
        return new Parameter(name, Kind.DURATION, List.of(), null, minimum, maximum, help);
    }

    /** {@code true} or {@code false}, which must be given. */
    public static Parameter flag(String name, String help) {
        return new Parameter(name, Kind.FLAG, FLAGS, null, FLAGS.get(0), FLAGS.get(1), help);
    }

    /** One of these words, which must be given. */
    public static Parameter text(String name, List<String> choices, String help) {
        String last = choices.get(choices.size() - 1);
        return new Parameter(name, Kind.TEXT, List.copyOf(choices), null, choices.get(0), last, help);
    }

    /** The same one, which may be left out. */
    public Parameter withDefault(String text) {
        Parameter optional = new Parameter(name, kind, choices, text, text(minimum), text(maximum), help);
        optional.parse(text);
        return optional;
    }

    public String name() {
        return name;
    }

    public Kind kind() {
        return kind;
    }

    /** The words of a text or flag, else empty. */
    public List<String> choices() {
        return choices;
    }

    /** Empty if it must be given. */
    public Optional<String> defaultText() {
        return Optional.ofNullable(defaultText);
    }

    /** The smallest value, as text; of words the first. */
    public String minimum() {
        return text(minimum);
    }

    /** The largest value, as text; of words the last. */
    public String maximum() {
        return text(maximum);
    }

    /** One line. */
    public String help() {
        return help;
    }

    /** The value as a number, by kind; throws {@link IllegalArgumentException} saying what was found and expected. */
    public long parse(String value) {
        long number;
        try {
            number = number(value);
        } catch (NumberFormatException e) {
            throw unexpected(value, e);
        }
        if (number < minimum || number > maximum) {
            throw unexpected(value, null);
        }
        return number;
    }

    /** The value as text, {@code 0.01}. */
    String text(long value) {
        return switch (kind) {
            case DECIMAL -> Fixed8.toString(value);
            case INTEGER -> Long.toString(value);
            case DURATION -> Durations.toString(value);
            case FLAG, TEXT -> choices.get((int) value);
        };
    }

    private long number(String value) {
        return switch (kind) {
            case DECIMAL -> Fixed8.parse(value);
            case INTEGER -> Long.parseLong(value);
            case DURATION -> Durations.parse(value);
            case FLAG, TEXT -> choice(value);
        };
    }

    private long choice(String value) {
        for (int i = 0; i < choices.size(); i++) {
            if (choices.get(i).equalsIgnoreCase(value)) {
                return i;
            }
        }
        throw new NumberFormatException("expected one of " + choices + ", found '" + value + "'");
    }

    private IllegalArgumentException unexpected(String value, @Nullable Throwable cause) {
        String bounds = " from " + minimum() + " to " + maximum();
        String what = switch (kind) {
            case DECIMAL -> "a decimal number" + bounds;
            case INTEGER -> "a whole number" + bounds;
            case DURATION -> "a span of time such as 250ms, 5s, 2m or 1h" + bounds;
            case FLAG, TEXT -> "one of " + choices;
        };
        return new IllegalArgumentException(name + ": expected " + what + ", found '" + value + "'", cause);
    }
}
