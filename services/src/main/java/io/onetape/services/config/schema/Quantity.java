package io.onetape.services.config.schema;

import io.onetape.journal.fixed.Fixed8;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers with a unit. The unit is always written; the number is whole. */
public enum Quantity {
    /** In nanoseconds: {@code 250 ms}, {@code 5 s}. */
    DURATION,
    /** In bytes: {@code 512 MiB}. */
    SIZE,
    /** Fixed8, no unit. */
    DECIMAL;

    private record Unit(String name, long of) {}

    private static final List<Unit> OF_TIME = List.of(
            new Unit("ns", 1),
            new Unit("us", 1_000),
            new Unit("ms", 1_000_000),
            new Unit("s", 1_000_000_000L),
            new Unit("min", 60_000_000_000L),
            new Unit("h", 3_600_000_000_000L),
            new Unit("d", 86_400_000_000_000L));
    private static final List<Unit> OF_SIZE = List.of(
            new Unit("B", 1),
            new Unit("KiB", 1L << 10),
            new Unit("MiB", 1L << 20),
            new Unit("GiB", 1L << 30),
            new Unit("TiB", 1L << 40));
    private static final Pattern TEXT = Pattern.compile("([0-9]+) ?([A-Za-z]+)");

    /** The number of nanoseconds or bytes, or the Fixed8 number; throws {@link IllegalArgumentException} saying what was found and expected. */
    public long parse(String text) {
        if (this == DECIMAL) {
            return Fixed8.parse(text);
        }
        List<Unit> units = this == DURATION ? OF_TIME : OF_SIZE;
        Matcher matcher = TEXT.matcher(text);
        if (matcher.matches()) {
            for (Unit unit : units) {
                if (unit.name().equals(matcher.group(2))) {
                    return times(matcher.group(1), unit, text);
                }
            }
        }
        throw new IllegalArgumentException("found '" + text + "', expected a whole number and a unit of "
                + units.stream().map(Unit::name).toList());
    }

    private static long times(String number, Unit unit, String text) {
        try {
            return Math.multiplyExact(Long.parseLong(number), unit.of());
        } catch (NumberFormatException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "found " + text + ", expected at most " + Long.MAX_VALUE / unit.of() + " " + unit.name(), e);
        }
    }
}
