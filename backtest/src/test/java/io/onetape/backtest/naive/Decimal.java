package io.onetape.backtest.naive;

import io.onetape.journal.fixed.Fixed8;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Decimals of the tape. */
final class Decimal {
    private static final int DECIMALS = 8;

    private Decimal() {}

    static BigDecimal of(long fixed) {
        return BigDecimal.valueOf(fixed, DECIMALS);
    }

    /** Null if the tape has none. */
    static @Nullable BigDecimal orNull(long fixed) {
        return fixed == Fixed8.NULL ? null : of(fixed);
    }

    /** The product, half-even at eight decimals. */
    static BigDecimal times(BigDecimal one, BigDecimal other) {
        return one.multiply(other).setScale(DECIMALS, RoundingMode.HALF_EVEN);
    }

    static boolean areEqual(BigDecimal one, BigDecimal other) {
        return one.compareTo(other) == 0;
    }

    static String text(@Nullable BigDecimal value) {
        return value == null
                ? "-"
                : value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
