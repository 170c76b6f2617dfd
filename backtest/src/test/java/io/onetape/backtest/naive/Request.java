package io.onetape.backtest.naive;

import io.onetape.journal.record.OrderId;
import io.onetape.journal.schema.Side;
import io.onetape.journal.schema.TimeInForce;
import io.onetape.journal.schema.Trigger;
import io.onetape.journal.schema.TriggerSource;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What we asked the venue for.
 *
 * @param sequence on the result tape
 * @param price null of a market order; of an amend: as it is
 * @param quantity of an amend null: as it is
 * @param terms null of a cancel or amend
 */
record Request(
        Kind kind,
        long sequence,
        int instrument,
        OrderId order,
        int attempt,
        @Nullable BigDecimal price,
        @Nullable BigDecimal quantity,
        @Nullable Terms terms) {
    enum Kind {
        SUBMIT,
        CANCEL,
        AMEND
    }

    /** @param triggerPrice null of an order that waits for no price */
    record Terms(
            Side side,
            TimeInForce timeInForce,
            boolean isMarket,
            boolean reduceOnly,
            Trigger trigger,
            TriggerSource triggerSource,
            @Nullable BigDecimal triggerPrice) {}

    /** Of a new order. */
    Terms given() {
        return Objects.requireNonNull(terms);
    }

    boolean isConditional() {
        return terms != null && terms.triggerPrice() != null;
    }

    /** The venue's own, which nobody asked for. */
    boolean isLiquidation() {
        return order.intent() == 0;
    }
}
