package io.onetape.backtest.importer.signals;

import io.onetape.backtest.importer.line.BadLine;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.OrderId;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * One signal.
 *
 * @param availableNanos when it became known, nanoseconds since the epoch
 * @param value Fixed8
 * @param strategy whom it is for, empty: every strategy of its instrument
 * @param fairPrice Fixed8, null if not given
 */
public record SignalRow(
        long availableNanos, String symbol, String name, long value, String strategy, long fairPrice, int priority) {
    private static final int MOST_CHARACTERS = 64;
    private static final int MOST_TEXT = 256;
    private static final int MOST_EXPONENT = 40;

    /** Throws {@link BadLine} saying what was found and expected. */
    public SignalRow {
        if (availableNanos < 0) {
            throw new BadLine("available time: expected one after 1970, found " + availableNanos + " ns");
        }
        requireText("symbol", symbol);
        requireText("name", name);
        if (value == Fixed8.NULL) {
            throw new BadLine("value: expected a number, found none");
        }
        if (!strategy.isEmpty()) {
            try {
                OrderId.strategy(strategy);
            } catch (IllegalArgumentException e) {
                throw new BadLine("strategy: " + e.getMessage());
            }
        }
    }

    private static void requireText(String column, String text) {
        if (text.isBlank() || text.length() > MOST_TEXT) {
            throw new BadLine(column + ": expected a text of 1 to " + MOST_TEXT + " characters, found '"
                    + text.substring(0, Math.min(text.length(), MOST_CHARACTERS)) + "'");
        }
    }

    /** A decimal number of any precision, as programs write doubles, rounded half-even at eight decimals; null if the text is empty. */
    public static long number(String column, String text) {
        if (text.isBlank()) {
            return Fixed8.NULL;
        }
        try {
            if (text.length() > MOST_CHARACTERS) {
                throw new NumberFormatException("too long");
            }
            BigDecimal exact = new BigDecimal(text.strip());
            if (Math.abs((long) exact.precision() - exact.scale()) > MOST_EXPONENT) {
                if (exact.signum() == 0 || exact.scale() > 0) {
                    return 0; // far below the eighth decimal
                }
                throw new ArithmeticException("too large");
            }
            long rounded =
                    exact.setScale(8, RoundingMode.HALF_EVEN).unscaledValue().longValueExact();
            if (rounded == Fixed8.NULL) {
                throw new ArithmeticException("the null value");
            }
            return rounded;
        } catch (ArithmeticException | NumberFormatException e) {
            throw new BadLine(column + ": expected a decimal number below 92 thousand million, found '"
                    + text.substring(0, Math.min(text.length(), MOST_CHARACTERS)) + "'");
        }
    }

    /** A whole number of 32 bits; 0 if the text is empty. */
    public static int integer(String column, String text) {
        if (text.isBlank()) {
            return 0;
        }
        try {
            return new BigDecimal(text.strip()).intValueExact(); // a float column of whole numbers is as good
        } catch (ArithmeticException | NumberFormatException e) {
            throw new BadLine(column + ": expected a whole number of 32 bits, found '" + text + "'");
        }
    }
}
