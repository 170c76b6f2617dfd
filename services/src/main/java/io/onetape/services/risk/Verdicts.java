package io.onetape.services.risk;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.LimitScope;
import io.onetape.journal.schema.OrderRequestedDecoder;
import io.onetape.journal.schema.PositionSide;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.Side;
import io.onetape.journal.schema.TradingState;
import io.onetape.journal.schema.Trigger;
import io.onetape.services.account.MarginRates;
import org.jspecify.annotations.Nullable;

/**
 * Judges one order against the worst case of its side: position, everything open or on its way on that side, and this order. A buy is compared with the
 * limit upwards and a sell downwards, so an order that only takes a position back passes even beyond the limit. In hedge mode the long and the short position
 * are compared each on its own.
 *
 * <p>The instrument's limits come first, then the strategy's, then the account's; the first that is exceeded says why. A strategy's and the account's position
 * limit is of each instrument; their notional is the sum of the worst cases of all instruments, at the last prices. What is measured against money (leverage,
 * margin) is refused only if the order raises that sum. A draw-down beyond its limit refuses all but what takes a position back. Holds its last verdict.
 *
 * <p>An order that waits for a price is judged like one that does not; without a price of its own it counts at its trigger or at the mark, whichever is
 * higher.
 *
 * <p>An amend is judged like an order of what it adds, at the higher of the two prices: the order itself is open already, up to the largest quantity that was
 * passed of it before, and is no further open order. It counts for the rate of orders. One that certainly raises neither price nor quantity passes whatever
 * the limits are, for execution sends it without asking.
 */
final class Verdicts {
    private final Scopes scopes;
    private final MarginRates rates;

    /** Why the order is refused, or NONE. */
    Reason reason = Reason.NONE;

    /** Whose limit was compared. */
    LimitScope scope = LimitScope.INSTRUMENT;

    /** The worst position, signed; null if it was not reached. */
    long worstPosition;

    /** What was compared, with what. */
    long value;

    long allowed;

    // What is judged: what it adds, and how many open orders.
    private Side side = Side.NULL_VAL;
    private PositionSide positionSide = PositionSide.BOTH;
    private long price;
    private long quantity;
    private int opened;

    Verdicts(Scopes scopes, MarginRates rates) {
        this.scopes = scopes;
        this.rates = rates;
    }

    /** Refused whatever the worst case is. */
    void refuse(Reason why) {
        forget();
        reason = why;
        scope = LimitScope.STRATEGY;
    }

    private void forget() {
        reason = Reason.NONE;
        scope = LimitScope.INSTRUMENT;
        worstPosition = Fixed8.NULL;
        value = Fixed8.NULL;
        allowed = Fixed8.NULL;
    }

    void judge(OrderRequestedDecoder order, int instrumentId, long strategyName, long nowNanos) {
        side = order.side();
        positionSide = order.positionSide();
        price = order.price();
        if (price == Fixed8.NULL && (order.trigger() == Trigger.STOP || order.trigger() == Trigger.TAKE_PROFIT)) {
            price = Math.max(order.triggerPrice(), scopes.price(instrumentId).mark); // it may trade at either
        }
        quantity = order.quantity();
        opened = 1;
        judge(quantity > 0, instrumentId, strategyName, nowNanos);
    }

    /** An amend to this price and quantity, null where it stays as it is. */
    void judge(OpenOrder order, long toPrice, long toQuantity, long nowNanos) {
        if (!order.mayRaise(toPrice, toQuantity)) {
            forget();
            return;
        }
        side = order.side;
        positionSide = order.positionSide;
        price = Math.max(order.price, toPrice); // null is below every price
        quantity = order.mostLeaves(toQuantity) - order.leaves; // both are at least 0
        opened = 0;
        judge(toQuantity > 0 || toQuantity == Fixed8.NULL, order.instrument, order.strategy, nowNanos);
    }

    private void judge(boolean inRange, int instrumentId, long strategyName, long nowNanos) {
        forget();
        Limited instrument = scopes.instrument(instrumentId);
        Limited strategy = scopes.strategy(strategyName);
        Limits limits = scopes.limitsOf(instrument);
        if (isHalted(scopes.account) || isHalted(instrument) || isHalted(strategy)) {
            reason = Reason.HALTED;
        } else if (limits == null || !limits.areSet()) {
            reason = Reason.NO_LIMITS_SET;
        } else if (!inRange || side == Side.NULL_VAL) {
            reason = Reason.QUANTITY_OUT_OF_RANGE;
        } else {
            try {
                compare(instrument, strategy, limits, nowNanos);
            } catch (ArithmeticException e) {
                reason = Reason.OVERFLOW; // a worst case that no number holds is beyond every limit: the order is
                // refused
            }
        }
    }

    private boolean isHalted(Limited limited) {
        if (limited.state != TradingState.HALTED) {
            return false;
        }
        scope = limited.scope;
        return true;
    }

    private void compare(Limited instrument, Limited strategy, Limits limits, long nowNanos) {
        Exposure ours = scopes.exposure(instrument, instrument.instrument, positionSide);
        Exposure theirs = scopes.exposure(strategy, instrument.instrument, positionSide);
        worstPosition = ours.worst(side, quantity);
        long towards = ours.towards(side, quantity);
        if (opened > 0
                && exceeds(instrument.openOrders + opened, Fixed8.ONE, limits.maximumOpenOrders() * Fixed8.ONE)) {
            reason = Reason.OPEN_ORDERS_LIMIT;
            return;
        }
        long valued = price == Fixed8.NULL ? ours.price.mark : price;
        if (valued <= 0) {
            reason = Reason.BOOK_NOT_VALID; // a market order before the first price
        } else if (exceedsNotional(towards, valued, limits.maximumNotional())) {
            reason = Reason.NOTIONAL_LIMIT;
        } else if (exceeds(towards, 1, limits.maximumPosition())) {
            reason = Reason.POSITION_LIMIT;
        } else if (isReduceOnlyRefused(ours, theirs, instrument, strategy)) {
            reason = Reason.REDUCE_ONLY_MODE;
        } else if (passes(instrument, limits, ours, valued, nowNanos)
                && passes(strategy, strategy.limits, theirs, valued, nowNanos)) {
            passes(scopes.account, scopes.account.limits, ours, valued, nowNanos);
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

    private boolean isReduceOnlyRefused(Exposure ours, Exposure theirs, Limited instrument, Limited strategy) {
        return isRefusedBy(scopes.account, ours) || isRefusedBy(instrument, ours) || isRefusedBy(strategy, theirs);
    }

    private boolean isRefusedBy(Limited limited, Exposure exposure) {
        long towards = exposure.towards(side, quantity);
        return limited.state == TradingState.REDUCE_ONLY && towards > 0 && refuse(limited, towards, 0);
    }

    /** False, with reason, value and allowed, if a limit of this one is exceeded. */
    private boolean passes(Limited limited, @Nullable Limits limits, Exposure exposure, long orMore, long nowNanos) {
        if (limits != null) {
            long towards = exposure.towards(side, quantity);
            reason = ofCounts(limited, limits, towards, nowNanos);
            if (reason != Reason.NONE) {
                return false;
            }
        }
        if (!isMeasuredInMoney(limited, limits)) {
            return true;
        }
        long valued = Math.max(orMore, exposure.price.value); // the null is below every price
        long before = limited.worstNotional(exposure, side, 0, valued);
        long after = limited.worstNotional(exposure, side, quantity, valued);
        reason = after > before ? ofMoney(limited, limits, after) : Reason.NONE;
        return reason == Reason.NONE;
    }

    private boolean isMeasuredInMoney(Limited limited, @Nullable Limits limits) {
        boolean account = limited.scope == LimitScope.ACCOUNT;
        return (account && rates.initialIsSet())
                || (limits != null
                        && (limits.maximumLeverage() != Fixed8.NULL
                                || limits.minimumMarginRatio() != Fixed8.NULL
                                || (limited.scope != LimitScope.INSTRUMENT
                                        && limits.maximumNotional() != Fixed8.NULL)));
    }

    private Reason ofCounts(Limited limited, Limits limits, long towards, long nowNanos) {
        boolean instrument = limited.scope == LimitScope.INSTRUMENT; // its position and open orders have been compared
        int rate = limits.maximumOrdersPerSecond();
        int orders = limits.maximumOpenOrders();
        if (opened > 0 && !instrument && orders > 0 && limited.openOrders >= orders) {
            refuse(limited, (limited.openOrders + 1L) * Fixed8.ONE, orders * Fixed8.ONE);
            return Reason.OPEN_ORDERS_LIMIT;
        }
        if (rate > 0 && limited.passed.count(nowNanos) >= rate) {
            refuse(limited, (limited.passed.count(nowNanos) + 1L) * Fixed8.ONE, rate * Fixed8.ONE);
            return Reason.ORDER_RATE_LIMIT;
        }
        if (!instrument && limits.maximumPosition() != Fixed8.NULL && towards > limits.maximumPosition()) {
            refuse(limited, towards, limits.maximumPosition());
            return Reason.POSITION_LIMIT;
        }
        long drawdown = limited.drawdown();
        if (limits.maximumDailyDrawdown() != Fixed8.NULL && drawdown > limits.maximumDailyDrawdown() && towards > 0) {
            refuse(limited, drawdown, limits.maximumDailyDrawdown());
            return Reason.DRAWDOWN_LIMIT;
        }
        return Reason.NONE;
    }

    /** The order raises the worst notional to this. */
    private Reason ofMoney(Limited limited, @Nullable Limits limits, long notional) {
        long equity = Math.max(0, scopes.account.equity());
        if (limits != null) {
            boolean instrument = limited.scope == LimitScope.INSTRUMENT; // its notional has been compared
            if (!instrument && limits.maximumNotional() != Fixed8.NULL && notional > limits.maximumNotional()) {
                refuse(limited, notional, limits.maximumNotional());
                return Reason.NOTIONAL_LIMIT;
            }
            long leverage = MarginRates.ratio(notional, equity);
            if (limits.maximumLeverage() != Fixed8.NULL
                    && (leverage == Fixed8.NULL || leverage > limits.maximumLeverage())) {
                refuse(limited, leverage, limits.maximumLeverage());
                return Reason.LEVERAGE_LIMIT;
            }
            long ratio = MarginRates.ratio(equity, rates.maintenanceMargin(notional));
            if (ratio != Fixed8.NULL && ratio < limits.minimumMarginRatio()) { // no limit is the smallest number
                refuse(limited, ratio, limits.minimumMarginRatio());
                return Reason.MARGIN_RATIO;
            }
        }
        if (limited.scope == LimitScope.ACCOUNT && rates.initialIsSet() && rates.initialMargin(notional) > equity) {
            refuse(limited, rates.initialMargin(notional), equity);
            return Reason.AVAILABLE_MARGIN;
        }
        return Reason.NONE;
    }

    private boolean refuse(Limited by, long found, long limit) {
        scope = by.scope;
        value = found;
        allowed = limit;
        return true;
    }
}
