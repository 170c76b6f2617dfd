package io.onetape.journal.fixed;

/**
 * Decimal numbers with eight decimals in a {@code long}: 1.5 is 150,000,000. Sums are exact, products go through 128 bits, each rounding is
 * half-even and stands in the method's name or text, and what does not fit throws {@link ArithmeticException}: nothing ever wraps.
 */
public final class Fixed8 {
    /** The number 1. */
    public static final long ONE = 100_000_000L;

    /** Stands on the tape where a number is not known. No number has this value. */
    public static final long NULL = Long.MIN_VALUE;

    private static final int DECIMALS = 8;
    private static final long SMALLEST_THAT_MAY_OVERFLOW = Long.MAX_VALUE / 10;

    private Fixed8() {}

    /** The product, half-even at the eighth decimal. */
    public static long multiply(long a, long b) {
        return multiplyDivide(a, b, ONE);
    }

    /** The quotient, half-even at the eighth decimal; {@code divisor} is not 0. */
    public static long divide(long dividend, long divisor) {
        return multiplyDivide(dividend, ONE, divisor);
    }

    /** {@code a * b / divisor} with the product in 128 bits and one half-even rounding. */
    public static long multiplyDivide(long a, long b, long divisor) {
        if (divisor == 0) {
            throw new ArithmeticException("division by zero: " + a + " * " + b + " / 0");
        }
        long high = Math.multiplyHigh(a, b);
        long low = a * b;
        return Wide.divideHalfEven(high, low, divisor);
    }

    /** Reads plain decimal text such as {@code -61800.20}; throws {@link NumberFormatException} naming what it found. */
    public static long parse(CharSequence text) {
        int length = text.length();
        byte[] ascii = new byte[length];
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            ascii[i] = c < 128 ? (byte) c : (byte) '?';
        }
        return parse(ascii, 0, length);
    }

    /**
     * Reads plain ASCII decimal text: an optional sign, digits, optionally a point and digits. Digits after the eighth decimal must be zeros:
     * nothing is rounded away silently.
     */
    public static long parse(byte[] ascii, int from, int to) {
        int at = from;
        boolean negative = at < to && ascii[at] == '-';
        if (negative) {
            at++;
        }
        int digits = 0;
        int decimals = -1; // -1: the point has not come yet
        long value = 0;
        for (; at < to; at++) {
            int c = ascii[at];
            if (c == '.' && decimals < 0) {
                decimals = 0;
                continue;
            }
            int digit = c - '0';
            if (digit < 0 || digit > 9) {
                throw notANumber(ascii, from, to, "expected a decimal number");
            }
            digits++;
            if (decimals == DECIMALS) {
                if (digit != 0) {
                    throw notANumber(ascii, from, to, "expected at most 8 decimals");
                }
                continue;
            }
            value = appended(value, digit, ascii, from, to);
            if (decimals >= 0) {
                decimals++;
            }
        }
        if (digits == 0) {
            throw notANumber(ascii, from, to, "expected a decimal number");
        }
        for (int i = Math.max(decimals, 0); i < DECIMALS; i++) {
            value = appended(value, 0, ascii, from, to);
        }
        return negative ? -value : value;
    }

    /** The number with one more digit behind it. */
    private static long appended(long value, int digit, byte[] ascii, int from, int to) {
        if (value >= SMALLEST_THAT_MAY_OVERFLOW && value > (Long.MAX_VALUE - digit) / 10) {
            throw outOfRange(ascii, from, to);
        }
        return value * 10 + digit;
    }

    /** The shortest plain text, {@code 61800.2}; of {@link #NULL} it is {@code null}. */
    public static String toString(long value) {
        return append(new StringBuilder(24), value).toString();
    }

    /** Appends the shortest plain text; of {@link #NULL} it is {@code null}. */
    public static StringBuilder append(StringBuilder to, long value) {
        if (value == NULL) {
            return to.append("null");
        }
        if (value < 0) {
            to.append('-');
        }
        long magnitude = Math.abs(value);
        to.append(magnitude / ONE);
        long fraction = magnitude % ONE;
        if (fraction != 0) {
            to.append('.');
            for (long unit = ONE / 10; fraction != 0; unit /= 10) {
                to.append((char) ('0' + fraction / unit));
                fraction %= unit;
            }
        }
        return to;
    }

    private static NumberFormatException notANumber(byte[] ascii, int from, int to, String expected) {
        return new NumberFormatException(expected + ", found '" + text(ascii, from, to) + "'");
    }

    private static NumberFormatException outOfRange(byte[] ascii, int from, int to) {
        return new NumberFormatException(
                "expected a number up to 92233720368.54775807, found '" + text(ascii, from, to) + "'");
    }

    private static String text(byte[] ascii, int from, int to) {
        int shown = Math.min(to - from, 40);
        return new String(ascii, from, shown, java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
