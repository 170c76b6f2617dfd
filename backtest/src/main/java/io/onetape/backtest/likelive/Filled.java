package io.onetape.backtest.likelive;

import io.onetape.journal.fixed.Fixed8;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What of one order was filled.
 *
 * @param quantity Fixed8
 * @param notional sum of price x quantity, exact
 * @param fees Fixed8, positive when paid
 * @param firstNanos when the venue filled the first of it; {@link Fixed8#NULL} if it did not
 */
public record Filled(long quantity, BigDecimal notional, long fees, long firstNanos) {
    static final Filled NOTHING = new Filled(0, BigDecimal.ZERO, 0, Fixed8.NULL);

    private static final int SCALE = 8;

    Filled and(long price, long more, long fee, long nanos) {
        return new Filled(
                Math.addExact(quantity, more),
                notional.add(BigDecimal.valueOf(price, SCALE).multiply(BigDecimal.valueOf(more, SCALE))),
                Math.addExact(fees, fee),
                firstNanos == Fixed8.NULL ? nanos : firstNanos);
    }

    public boolean isAny() {
        return quantity > 0;
    }

    /** Fixed8, half-even; {@link Fixed8#NULL} if nothing was filled. */
    public long averagePrice() {
        return quantity == 0
                ? Fixed8.NULL
                : notional.divide(BigDecimal.valueOf(quantity, SCALE), SCALE, RoundingMode.HALF_EVEN)
                        .unscaledValue()
                        .longValueExact();
    }

    /** From the request to the first fill; {@link Fixed8#NULL} if there was none. */
    public long waitedNanos(SentOrder order) {
        return firstNanos == Fixed8.NULL ? Fixed8.NULL : firstNanos - order.sentNanos();
    }
}
