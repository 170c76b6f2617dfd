package io.onetape.backtest.naive;

import io.onetape.journal.schema.Side;
import io.onetape.journal.schema.TimeInForce;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One of our orders at the venue. */
final class NaiveOrder {
    final Request submit;
    final long number;
    final boolean buys;

    @Nullable BigDecimal price; // null of a market order

    BigDecimal quantity;
    BigDecimal filled = BigDecimal.ZERO;
    BigDecimal front = BigDecimal.ZERO; // of the crowd ahead of us
    BigDecimal level = BigDecimal.ZERO; // what our price showed last
    BigDecimal printed = BigDecimal.ZERO; // at our price since

    NaiveOrder(Request submit, long number) {
        this.submit = submit;
        this.number = number;
        this.buys = submit.side() == Side.BUY;
        this.price = submit.price();
        this.quantity = Objects.requireNonNull(submit.quantity());
    }

    BigDecimal leaves() {
        return quantity.subtract(filled);
    }

    TimeInForce timeInForce() {
        return Objects.requireNonNull(submit.timeInForce());
    }

    /** Of one that rests. */
    BigDecimal limit() {
        return Objects.requireNonNull(price);
    }

    boolean rests() {
        return !submit.isMarket() && (timeInForce() == TimeInForce.GTC || timeInForce() == TimeInForce.GTX);
    }

    /** It would trade at this price. */
    boolean accepts(BigDecimal other) {
        return price == null || (buys ? other.compareTo(price) <= 0 : other.compareTo(price) >= 0);
    }
}
