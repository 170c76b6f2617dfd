package io.onetape.services.config.yaml;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an unquoted text is. Numbers are plain decimal ones without leading zeros, flags are {@code true} and {@code false}. What some YAML readers take for
 * something else ({@code NO} for false, {@code 08} and {@code 0x10} for numbers, {@code 10:30} for 630, a date) is a trap and must be quoted.
 */
final class PlainText {
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]*)");
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]*)\\.[0-9]+");
    private static final Set<String> FLAG_LIKE = Set.of("true", "false", "yes", "no", "on", "off", "y", "n");
    private static final Pattern NUMBER_LIKE = Pattern.compile(
            "[-+]?(0[0-9_]+|[0-9][0-9_]*_[0-9_]*|0[xXoObB][0-9a-fA-F_]+|\\.[0-9][0-9_]*|[0-9][0-9_]*\\.?[0-9_]*([eE][-+]?[0-9]+)?"
                    + "|\\.(inf|Inf|INF)|\\.(nan|NaN|NAN))");
    private static final Pattern SEXAGESIMAL = Pattern.compile("[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?");
    private static final Pattern DATE_LIKE = Pattern.compile("[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ].*)?");

    private PlainText() {}

    static Scalar.Kind kind(String text) {
        if (text.equals("true") || text.equals("false")) {
            return Scalar.Kind.FLAG;
        }
        if (WHOLE.matcher(text).matches()) {
            return Scalar.Kind.WHOLE_NUMBER;
        }
        return DECIMAL.matcher(text).matches() ? Scalar.Kind.DECIMAL_NUMBER : Scalar.Kind.TEXT;
    }

    /** What is wrong with the text where it stands unquoted; empty if nothing is. */
    static Optional<String> trap(String text) {
        if (kind(text) != Scalar.Kind.TEXT) {
            return Optional.empty();
        }
        if (text.isEmpty() || text.equals("~") || text.toLowerCase(Locale.ROOT).equals("null")) {
            return Optional.of("found no value, expected one (or leave the key out)");
        }
        if (FLAG_LIKE.contains(text.toLowerCase(Locale.ROOT))) {
            return Optional.of(
                    "found " + text + ", which some readers of YAML take for true or false, expected true or false,"
                            + " or '" + text + "' in quotes");
        }
        if (NUMBER_LIKE.matcher(text).matches()
                || SEXAGESIMAL.matcher(text).matches()
                || DATE_LIKE.matcher(text).matches()) {
            return Optional.of(
                    "found " + text + ", which readers of YAML take for different numbers or for a time, expected a"
                            + " plain decimal number without leading zeros, or '" + text + "' in quotes");
        }
        return Optional.empty();
    }
}
