package io.onetape.backtest.metrics.figure;

import io.onetape.journal.fixed.Fixed8;

/**
 * An amount in Fixed8 that can be missing, and then why.
 *
 * @param value {@link Fixed8#NULL} if there is none
 * @param reason empty if there is a value
 */
public record Money(long value, String reason) {
    public static Money of(long fixed8) {
        return new Money(fixed8, "");
    }

    public static Money none(String reason) {
        return new Money(Fixed8.NULL, reason);
    }

    public boolean isKnown() {
        return reason.isEmpty();
    }
}
