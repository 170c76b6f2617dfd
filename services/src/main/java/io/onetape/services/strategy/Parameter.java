package io.onetape.services.strategy;

import io.onetape.journal.fixed.Fixed8;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One setting of a strategy: its name, kind, bounds, default and one line of help. */
public final class Parameter {
    /** How the text of a setting is read. */
    public enum Kind {
        /** A Fixed8 number. */
        DECIMAL,
        /** A whole number. */
        INTEGER
    }

    private final String name;
    private final Kind kind;
    private final @Nullable String defaultText;
    private final long minimum;
    private final long maximum;
    private final String help;

    private Parameter(
            String name, Kind kind, @Nullable String defaultText, String minimum, String maximum, String help) {
        this.name = name;
        this.kind = kind;
        this.defaultText = defaultText;
        this.minimum = number(minimum);
        this.maximum = number(maximum);
        this.help = help;
    }

    /** A decimal number that must be given. */
    public static Parameter decimal(String name, String minimum, String maximum, String help) {
        return new Parameter(name, Kind.DECIMAL, null, minimum, maximum, help);
    }

    /** A whole number that must be given. */
    public static Parameter integer(String name, long minimum, long maximum, String help) {
        return new Parameter(name, Kind.INTEGER, null, Long.toString(minimum), Long.toString(maximum), help);
    }

    /** The same one, which may be left out. */
    public Parameter withDefault(String text) {
        Parameter optional = new Parameter(name, kind, text, text(minimum), text(maximum), help);
        optional.parse(text);
        return optional;
    }

    public String name() {
        return name;
    }

    public Kind kind() {
        return kind;
    }

    /** Empty if it must be given. */
    public Optional<String> defaultText() {
        return Optional.ofNullable(defaultText);
    }

    /** The smallest value, as text. */
    public String minimum() {
        return text(minimum);
    }

    /** The largest value, as text. */
    public String maximum() {
        return text(maximum);
    }

    /** One line. */
    public String help() {
        return help;
    }

    /** Fixed8 or a whole number, by kind; throws {@link IllegalArgumentException} saying what was found and expected. */
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
        return kind == Kind.DECIMAL ? Fixed8.toString(value) : Long.toString(value);
    }

    private long number(String value) {
        return kind == Kind.DECIMAL ? Fixed8.parse(value) : Long.parseLong(value);
    }

    private IllegalArgumentException unexpected(String value, @Nullable Throwable cause) {
        String what = kind == Kind.DECIMAL ? "a decimal number" : "a whole number";
        return new IllegalArgumentException(
                name + ": expected " + what + " from " + minimum() + " to " + maximum() + ", found '" + value + "'",
                cause);
    }
}
