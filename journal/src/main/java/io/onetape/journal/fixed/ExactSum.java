package io.onetape.journal.fixed;

/**
 * An exact sum of products of two Fixed8 numbers: sixteen decimals in 128 bits. Cash, cost and turnover are kept in it, so that a million fills
 * drift by nothing; it is rounded where it is read. Mutable, single-threaded.
 */
public final class ExactSum {
    private long high;
    private long low;

    /** Adds {@code a * b}, exactly. */
    public void addProduct(long a, long b) {
        add(Math.multiplyHigh(a, b), a * b);
    }

    /** Subtracts {@code a * b}, exactly. */
    public void subtractProduct(long a, long b) {
        long productLow = a * b;
        long productHigh = Math.multiplyHigh(a, b);
        add(~productHigh + (productLow == 0 ? 1 : 0), -productLow);
    }

    /** Adds a Fixed8 number. */
    public void add(long fixed8) {
        addProduct(fixed8, Fixed8.ONE);
    }

    /** Adds another sum. */
    public void add(ExactSum other) {
        add(other.high, other.low);
    }

    /** Takes another sum off. */
    public void subtract(ExactSum other) {
        add(~other.high + (other.low == 0 ? 1 : 0), -other.low);
    }

    /** Becomes equal to {@code other}. */
    public void set(ExactSum other) {
        high = other.high;
        low = other.low;
    }

    /** Becomes zero. */
    public void clear() {
        high = 0;
        low = 0;
    }

    /** The upper half, for saving. */
    public long high() {
        return high;
    }

    /** The lower half, for saving. */
    public long low() {
        return low;
    }

    /** Becomes what was saved. */
    public void restore(long savedHigh, long savedLow) {
        high = savedHigh;
        low = savedLow;
    }

    /** -1, 0 or 1. */
    public int signum() {
        return high < 0 ? -1 : (high | low) == 0 ? 0 : 1;
    }

    /** As Fixed8, half-even; throws {@link ArithmeticException} if it does not fit. */
    public long toFixed8HalfEven() {
        return Wide.divideHalfEven(high, low, Fixed8.ONE);
    }

    /** Divided by a Fixed8 number other than 0, as Fixed8, half-even. */
    public long divideHalfEven(long fixed8) {
        return Wide.divideHalfEven(high, low, fixed8);
    }

    private void add(long otherHigh, long otherLow) {
        long sumLow = low + otherLow;
        long carry = Long.compareUnsigned(sumLow, low) < 0 ? 1 : 0;
        long sumHigh = high + otherHigh + carry;
        if (((high ^ sumHigh) & (otherHigh ^ sumHigh)) < 0) {
            throw new ArithmeticException("sum beyond 128 bits");
        }
        low = sumLow;
        high = sumHigh;
    }
}
