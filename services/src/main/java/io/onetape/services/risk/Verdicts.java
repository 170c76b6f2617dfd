package io.onetape.services.risk;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.OrderRequestedDecoder;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.Side;
import org.jspecify.annotations.Nullable;

/**
 * Judges one order against the worst case of its side: position, everything open or on its way on that side, and this order. A buy is compared with the
 * limit upwards and a sell downwards, so an order that only takes a position back passes even beyond the limit. Holds its last verdict.
 */
final class Verdicts {
    /** Why the order is refused, or NONE. */
    Reason reason = Reason.NONE;

    /** The worst position, signed; null if it was not reached. */
    long worstPosition;

    /** What was compared, with what. */
    long value;

    long allowed;

    /** Refused whatever the worst case is. */
    void refuse(Reason why) {
        forget();
        reason = why;
    }

    private void forget() {
        reason = Reason.NONE;
        worstPosition = Fixed8.NULL;
        value = Fixed8.NULL;
        allowed = Fixed8.NULL;
    }

    void judge(OrderRequestedDecoder order, Exposure exposure, @Nullable Limits limits, boolean halted) {
        forget();
        if (halted) {
            reason = Reason.HALTED;
        } else if (limits == null || !limits.areSet()) {
            reason = Reason.NO_LIMITS_SET;
        } else if (order.quantity() <= 0 || order.side() == Side.NULL_VAL) {
            reason = Reason.QUANTITY_OUT_OF_RANGE;
        } else {
            compare(order, exposure, limits);
        }
    }

    private void compare(OrderRequestedDecoder order, Exposure exposure, Limits limits) {
        try {
            boolean buy = order.side() == Side.BUY;
            worstPosition = exposure.worst(order.side(), order.quantity());
            long towards = buy ? worstPosition : Math.negateExact(worstPosition);
            if (exceeds(exposure.openOrders + 1L, Fixed8.ONE, limits.maximumOpenOrdersFixed8())) {
                reason = Reason.OPEN_ORDERS_LIMIT;
                return;
            }
            long price = order.price() == Fixed8.NULL ? exposure.mark : order.price();
            if (price <= 0) {
                reason = Reason.BOOK_NOT_VALID; // a market order before the first price
            } else if (exceedsNotional(towards, price, limits.maximumNotional())) {
                reason = Reason.NOTIONAL_LIMIT;
            } else if (exceeds(towards, 1, limits.maximumPosition())) {
                reason = Reason.POSITION_LIMIT;
            }
        } catch (ArithmeticException e) {
            reason = Reason.OVERFLOW; // a worst case that no number holds is beyond every limit: the order is refused
        }
    }

    private boolean exceedsNotional(long towards, long price, long maximumNotional) {
        value = Fixed8.multiply(towards, price);
        allowed = maximumNotional;
        return value > allowed;
    }

    private boolean exceeds(long count, long unit, long limit) {
        value = Math.multiplyExact(count, unit);
        allowed = limit;
        return value > allowed;
    }
}
