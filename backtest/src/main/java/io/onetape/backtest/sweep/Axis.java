package io.onetape.backtest.sweep;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One parameter and the values that it takes, in the order in which they were typed. */
public record Axis(String name, List<String> values) {
    private static final int MAX_VALUES = 10_000;
    private static final String NUMBER = "(-?\\d{1,18}(?:\\.\\d{1,8})?)";
    private static final Pattern RANGE = Pattern.compile(NUMBER + "\\.\\." + NUMBER + "/" + NUMBER);

    public Axis {
        values = List.copyOf(values);
        if (values.isEmpty() || values.size() > MAX_VALUES) {
            throw new IllegalArgumentException("expected 1 to " + MAX_VALUES + " values of " + name + ", found "
                    + (values.isEmpty() ? "none" : "more"));
        }
        if (values.stream().distinct().count() < values.size()) {
            throw new IllegalArgumentException("expected each value of " + name + " once, found " + values);
        }
    }

    /**
     * Reads {@code 1..3/0.5} (both ends, if the steps reach the last), {@code 1,2,5} or a single value; of equal values the first. Throws {@link IllegalArgumentException} naming
     * what it found.
     */
    public static Axis parse(String name, String text) {
        Matcher range = RANGE.matcher(text);
        if (range.matches()) {
            return new Axis(name, range(text, range));
        }
        List<String> values = List.of(text.split(",", -1));
        if (text.contains("..") || values.contains("")) {
            throw new IllegalArgumentException(
                    "expected numbers such as 1..3/0.5, or values such as 1s,2s,5s, or one value of " + name
                            + ", found '" + text + "'");
        }
        Set<String> known = new HashSet<>();
        return new Axis(
                name, values.stream().filter(value -> known.add(plain(value))).toList());
    }

    /** 1 and 1.0 are one value. */
    private static String plain(String value) {
        return value.matches(NUMBER)
                ? new BigDecimal(value).stripTrailingZeros().toPlainString()
                : value;
    }

    private static List<String> range(String text, Matcher typed) {
        BigDecimal last = new BigDecimal(typed.group(2));
        BigDecimal step = new BigDecimal(typed.group(3));
        BigDecimal value = new BigDecimal(typed.group(1));
        if (step.signum() <= 0 || value.compareTo(last) > 0) {
            throw new IllegalArgumentException(
                    "expected a range that rises by a step above 0, such as 1..3/0.5, found '" + text + "'");
        }
        List<String> values = new ArrayList<>();
        for (; value.compareTo(last) <= 0 && values.size() <= MAX_VALUES; value = value.add(step)) {
            values.add(value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString());
        }
        return values;
    }
}
