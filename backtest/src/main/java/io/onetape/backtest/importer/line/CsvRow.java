package io.onetape.backtest.importer.line;

import io.onetape.journal.fixed.Fixed8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The columns of one line, in place and without quoting, as market data archives write them. Valid until the reader moves on. Single-threaded. */
public final class CsvRow {
    private static final int MOST_COLUMNS = 512;
    private static final int LONGEST_WHOLE_NUMBER = 19;
    private static final int SHOWN = 40;
    private static final long SMALLEST_TIME = 100_000_000_000L; // 1973 in milliseconds

    private final int[] starts = new int[MOST_COLUMNS + 1];
    private byte[] bytes = new byte[0];
    private int count;

    /** Takes the reader's line; throws {@link BadLine} if it is quoted or has too many columns. */
    public void read(LineReader line) {
        bytes = line.bytes();
        count = 1;
        starts[0] = line.from();
        for (int at = line.from(); at < line.to(); at++) {
            if (bytes[at] == ',') {
                if (count == MOST_COLUMNS) {
                    throw new BadLine("expected at most " + MOST_COLUMNS + " columns, found more");
                }
                starts[count++] = at + 1;
            } else if (bytes[at] == '"') {
                throw new BadLine("expected columns without quotes, found one");
            }
        }
        starts[count] = line.to() + 1;
    }

    public int count() {
        return count;
    }

    public byte[] bytes() {
        return bytes;
    }

    public int from(int column) {
        return starts[column];
    }

    public int to(int column) {
        return starts[column + 1] - 1;
    }

    public boolean isEmpty(int column) {
        return from(column) == to(column);
    }

    public boolean is(int column, byte[] text) {
        return Arrays.equals(bytes, from(column), to(column), text, 0, text.length);
    }

    public String text(int column) {
        return new String(bytes, from(column), to(column) - from(column), StandardCharsets.UTF_8);
    }

    /** A number of 0 or more, Fixed8; {@code name} is the column's, for the reason of a reject. */
    public long decimal(int column, String name) {
        try {
            return Decimals.notNegative(bytes, from(column), to(column));
        } catch (NumberFormatException e) {
            throw new BadLine(name + ": " + e.getMessage());
        }
    }

    /** A number above 0, Fixed8. */
    public long positive(int column, String name) {
        long value = decimal(column, name);
        if (value == 0) {
            throw bad(column, name, "a number above 0");
        }
        return value;
    }

    /** A whole number of 0 or more. */
    public long whole(int column, String name) {
        long value = wholeOrNegative(column);
        if (value < 0) {
            throw bad(column, name, "a whole number of 0 or more");
        }
        return value;
    }

    /** A whole number of 0 or more and below 2^64, as its 64 bits; 2^63 is what stands for none here. */
    public long unsigned(int column, String name) {
        long value = wholeOrNegative(column);
        if (value >= 0) {
            return value;
        }
        try {
            value = Long.parseUnsignedLong(text(column));
        } catch (NumberFormatException e) {
            throw bad(column, name, "a whole number of 0 or more, below 2^64");
        }
        if (value == Fixed8.NULL) {
            throw bad(column, name, "another number than 2^63");
        }
        return value;
    }

    /** A whole number of 0 or more, or -1 for any other text. */
    public long wholeOrNegative(int column) {
        int length = to(column) - from(column);
        long value = 0;
        boolean fits = length > 0 && length <= LONGEST_WHOLE_NUMBER;
        for (int at = from(column); fits && at < to(column); at++) {
            int digit = bytes[at] - '0';
            value = value * 10 + digit;
            fits = digit >= 0 && digit <= 9 && value >= 0;
        }
        return fits ? value : -1;
    }

    /** A time as the venue or a collector gives it, by its digits in milliseconds, microseconds or nanoseconds; nanoseconds since the epoch. */
    public long nanos(int column, String name) {
        long time = whole(column, name);
        if (time < SMALLEST_TIME) {
            throw bad(column, name, "a time in milliseconds or microseconds");
        }
        try {
            return Stamps.venueNanos(time);
        } catch (BadLine e) {
            throw new BadLine(name + ": " + e.getMessage());
        }
    }

    /** What a column should have been. */
    public BadLine bad(int column, String name, String expected) {
        String found = text(column);
        return new BadLine(name + ": expected " + expected + ", found '"
                + found.substring(0, Math.min(found.length(), SHOWN)) + "'");
    }
}
