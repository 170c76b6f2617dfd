package io.onetape.backtest.naive;

import io.onetape.journal.schema.Side;
import io.onetape.journal.schema.TimeInForce;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What we asked the venue for.
 *
 * @param sequence on the result tape
 * @param order its name, with the strategy's
 * @param price null of a market order; of an amend: as it is
 * @param quantity of an amend null: as it is
 * @param side and what follows it: null of a cancel or amend
 */
record Request(
        Kind kind,
        long sequence,
        int instrument,
        String order,
        int attempt,
        @Nullable BigDecimal price,
        @Nullable BigDecimal quantity,
        @Nullable Side side,
        @Nullable TimeInForce timeInForce,
        boolean isMarket,
        boolean reduceOnly) {
    enum Kind {
        SUBMIT,
        CANCEL,
        AMEND
    }
}
