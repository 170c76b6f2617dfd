package io.onetape.backtest.metrics.statistics;

import io.onetape.journal.fixed.ExactSum;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Exact sums as numbers. */
public final class Exact {
    private static final int DECIMALS = 16;

    private Exact() {}

    public static BigDecimal decimal(ExactSum sum) {
        BigInteger low = BigInteger.valueOf(sum.low());
        if (sum.low() < 0) {
            low = low.add(BigInteger.ONE.shiftLeft(Long.SIZE));
        }
        BigInteger unscaled =
                BigInteger.valueOf(sum.high()).shiftLeft(Long.SIZE).add(low);
        return new BigDecimal(unscaled, DECIMALS);
    }

    public static double value(ExactSum sum) {
        return decimal(sum).doubleValue();
    }

    /** -1, 0 or 1. */
    public static int compare(ExactSum a, ExactSum b) {
        return a.high() != b.high() ? Long.compare(a.high(), b.high()) : Long.compareUnsigned(a.low(), b.low());
    }
}
