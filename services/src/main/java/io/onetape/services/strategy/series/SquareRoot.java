package io.onetape.services.strategy.series;

/** Square roots in whole numbers: no machine rounds them differently. */
final class SquareRoot {
    private static final int HIGHEST_BIT = 62;

    private SquareRoot() {}

    /** The largest long whose square is not above the number of 128 bits, which is not negative and below 2^126. */
    static long floor(long high, long low) {
        if (high < 0 || high >>> HIGHEST_BIT != 0) {
            throw new ArithmeticException("expected a number from 0 to below 2^126, found upper half " + high);
        }
        long root = 0;
        for (int bit = HIGHEST_BIT; bit >= 0; bit--) {
            long candidate = root | 1L << bit;
            long squareHigh = Math.multiplyHigh(candidate, candidate);
            long squareLow = candidate * candidate;
            if (squareHigh < high || (squareHigh == high && Long.compareUnsigned(squareLow, low) <= 0)) {
                root = candidate;
            }
        }
        return root;
    }
}
