package io.onetape.journal.excerpt;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** How much time one cycle file holds. Names on disk are Chronicle Queue's own for the cycle that {@link QueueSink} maps each to. */
public enum RollCycle {
    /** For tests of rolling. */
    SECOND(TimeUnit.SECONDS.toNanos(1), "yyyyMMdd-HHmmss'T'"),
    /** The default: 10,000 to 100,000 records a second. */
    HOUR(TimeUnit.HOURS.toNanos(1), "yyyyMMdd-HH'L'"),
    /** Where one file of 100 GB is acceptable. */
    DAY(TimeUnit.DAYS.toNanos(1), "yyyyMMdd'L'");

    /** How the names of cycle files end. */
    public static final String SUFFIX = ".cq4";

    private final long lengthNanos;
    private final DateTimeFormatter format;
    private final DateTimeFormatter parser;

    RollCycle(long lengthNanos, String pattern) {
        this.lengthNanos = lengthNanos;
        this.format = DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
        this.parser = new DateTimeFormatterBuilder()
                .append(format)
                .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
                .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0)
                .parseDefaulting(ChronoField.SECOND_OF_MINUTE, 0)
                .toFormatter(Locale.ROOT)
                .withZone(ZoneOffset.UTC);
    }

    /** The cycle that holds this moment: cycles since the epoch. */
    public int cycleOf(long nanos) {
        return Math.toIntExact(Math.floorDiv(nanos, lengthNanos));
    }

    /** The cycle whose file this is, by its name; throws {@link IllegalArgumentException} naming what it found. */
    public int cycleOf(Path file) {
        String found = String.valueOf(file.getFileName());
        try {
            String name = found.substring(0, Math.max(0, found.length() - SUFFIX.length()));
            long second = parser.parse(name, Instant::from).getEpochSecond();
            return cycleOf(TimeUnit.SECONDS.toNanos(second));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "expected a cycle file named like " + name(0) + SUFFIX + ", found " + found, e);
        }
    }

    /** What one cycle file holds, by its name; empty if it is named like none. */
    public static Optional<RollCycle> byName(Path file) {
        return Stream.of(values()).filter(roll -> roll.isNameOf(file)).findFirst();
    }

    private boolean isNameOf(Path file) {
        try {
            return cycleOf(file) >= 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    public long lengthNanos() {
        return lengthNanos;
    }

    /** The first moment of a cycle. */
    public long startNanos(int cycle) {
        return cycle * lengthNanos;
    }

    /** The file's name without its suffix. */
    public String name(int cycle) {
        long startNanos = startNanos(cycle);
        return format.format(Instant.ofEpochSecond(
                Math.floorDiv(startNanos, 1_000_000_000L), Math.floorMod(startNanos, 1_000_000_000L)));
    }
}
