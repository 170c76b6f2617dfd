package io.onetape.backtest;

import io.onetape.journal.fixed.SpanText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/** Spans of time in messages. */
public final class SpanWords {
    private static final MathContext DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);

    private SpanWords() {}

    /** {@code 1d}, {@code 6h} or {@code 15m} where it is exactly that, else to four digits: {@code 344.8 s}, {@code 12.5 ms}. Not below 0. */
    public static String of(long nanos) {
        for (String unit : List.of("d", "h", "m")) {
            long size = SpanText.parse("1" + unit);
            if (nanos != 0 && nanos % size == 0) {
                return nanos / size + unit;
            }
        }
        int decimals = nanos >= 1_000_000_000 ? 9 : nanos >= 1_000_000 ? 6 : nanos >= 1_000 ? 3 : 0;
        return BigDecimal.valueOf(nanos, decimals)
                        .round(DIGITS)
                        .stripTrailingZeros()
                        .toPlainString()
                + List.of(" ns", " µs", " ms", " s").get(decimals / 3);
    }
}
