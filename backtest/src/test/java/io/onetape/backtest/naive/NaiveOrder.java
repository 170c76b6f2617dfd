package io.onetape.backtest.naive;

import io.onetape.journal.schema.Side;
import io.onetape.journal.schema.TimeInForce;
import io.onetape.journal.schema.Trigger;
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
        this.buys = submit.given().side() == Side.BUY;
        this.price = submit.price();
        this.quantity = Objects.requireNonNull(submit.quantity());
    }

    BigDecimal leaves() {
        return quantity.subtract(filled);
    }

    TimeInForce timeInForce() {
        return submit.given().timeInForce();
    }

    boolean reducesOnly() {
        return submit.given().reduceOnly();
    }

    /** Of one that rests. */
    BigDecimal limit() {
        return Objects.requireNonNull(price);
    }

    boolean rests() {
        return !submit.given().isMarket() && (timeInForce() == TimeInForce.GTC || timeInForce() == TimeInForce.GTX);
    }

    /** It would trade at this price. */
    boolean accepts(BigDecimal other) {
        return price == null || (buys ? other.compareTo(price) <= 0 : other.compareTo(price) >= 0);
    }

    /** A buy stop and a sell take-profit wait for a price at or above their trigger, the other two for one at or below. */
    boolean isTriggeredBy(BigDecimal reached) {
        int above = reached.compareTo(Objects.requireNonNull(submit.given().triggerPrice()));
        boolean waitsForMore = buys == (submit.given().trigger() == Trigger.STOP);
        return waitsForMore ? above >= 0 : above <= 0;
    }
}
