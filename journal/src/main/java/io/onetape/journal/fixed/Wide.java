package io.onetape.journal.fixed;

/** Signed 128-bit integers as two longs, as far as {@link Fixed8} and {@link ExactSum} need them. */
final class Wide {
    private Wide() {}

    /** {@code (high, low) / divisor}, rounded half-even; throws {@link ArithmeticException} if the result does not fit a long. */
    static long divideHalfEven(long high, long low, long divisor) {
        boolean negative = high < 0 != divisor < 0;
        if (high < 0) {
            low = -low;
            high = ~high + (low == 0 ? 1 : 0);
        }
        long unsignedDivisor = Math.abs(divisor); // of the smallest long it is itself, which is right unsigned
        if (Long.compareUnsigned(high, unsignedDivisor) >= 0) {
            throw overflow();
        }
        long quotient;
        long remainder;
        if (high == 0) {
            quotient = Long.divideUnsigned(low, unsignedDivisor);
            remainder = low - quotient * unsignedDivisor;
        } else {
            quotient = divideTwoWords(high, low, unsignedDivisor);
            remainder = low - quotient * unsignedDivisor;
        }
        long untilNext = unsignedDivisor - remainder;
        int half = Long.compareUnsigned(remainder, untilNext);
        boolean up = half > 0 || (half == 0 && (quotient & 1) == 1);
        if (quotient < 0 || (up && quotient == Long.MAX_VALUE)) { // beyond the largest long, rounded or not
            throw overflow();
        }
        if (up) {
            quotient++;
        }
        return negative ? -quotient : quotient;
    }

    /** Knuth's algorithm D with two digits of 32 bits; {@code high} is below {@code divisor}, both unsigned. */
    private static long divideTwoWords(long high, long low, long divisor) {
        int shift = Long.numberOfLeadingZeros(divisor);
        long normalized = divisor << shift;
        long highPart = shift == 0 ? high : (high << shift) | (low >>> (64 - shift));
        long lowPart = low << shift;
        long upperDigit = digit(highPart, lowPart >>> 32, normalized);
        long rest = (highPart << 32) + (lowPart >>> 32) - upperDigit * normalized;
        long lowerDigit = digit(rest, lowPart & 0xFFFF_FFFFL, normalized);
        return (upperDigit << 32) + lowerDigit;
    }

    private static long digit(long high, long nextDigit, long normalized) {
        long topOfDivisor = normalized >>> 32;
        long bottomOfDivisor = normalized & 0xFFFF_FFFFL;
        long guess = Long.divideUnsigned(high, topOfDivisor);
        long rest = high - guess * topOfDivisor;
        while (guess >>> 32 != 0 || Long.compareUnsigned(guess * bottomOfDivisor, (rest << 32) | nextDigit) > 0) {
            guess--;
            rest += topOfDivisor;
            if (rest >>> 32 != 0) {
                break;
            }
        }
        return guess;
    }

    private static ArithmeticException overflow() {
        return new ArithmeticException("result beyond 92233720368.54775807");
    }
}
