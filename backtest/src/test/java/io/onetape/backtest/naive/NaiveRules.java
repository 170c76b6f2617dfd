package io.onetape.backtest.naive;

import static java.math.BigDecimal.ZERO;

import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.TimeInForce;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the venue does not take of one instrument. Of several reasons the first one counts. */
final class NaiveRules {
    private static final int MOST_RESTING = 200;

    private final NaiveMarket market;
    private final Hits hits;

    NaiveRules(NaiveMarket market) {
        this.market = market;
        this.hits = market.hits;
    }

    /** Why it would be rejected; NONE if not. */
    Reason refusal(Request submit) {
        if (submit.isConditional() && market.venue.conditionals.areTooMany()) {
            return hit(Rule.TOO_MANY_CONDITIONAL, Reason.OPEN_ORDERS_LIMIT);
        }
        if (market.orders.stream().anyMatch(other -> other.submit.order().equals(submit.order()))
                || market.venue.conditionals.find(submit.order()).isPresent()) {
            return hit(Rule.DUPLICATE_INTENT, Reason.DUPLICATE_INTENT);
        }
        if (!submit.isConditional() && !market.book.isValid()) {
            return hit(Rule.BOOK_NOT_VALID, Reason.BOOK_NOT_VALID);
        }
        NaiveOrder order = new NaiveOrder(submit, 0);
        Reason broken = brokenRule(order);
        if (broken != Reason.NONE) {
            return broken;
        }
        if (submit.isConditional()) {
            return refusalOfConditional(order);
        }
        if (market.orders.size() >= MOST_RESTING && order.rests()) {
            return hit(Rule.TOO_MANY_RESTING, Reason.OPEN_ORDERS_LIMIT);
        }
        if (order.timeInForce() == TimeInForce.GTX && crosses(order)) {
            return hit(Rule.GTX_REJECTED, Reason.POST_ONLY_WOULD_CROSS);
        }
        if (order.timeInForce() == TimeInForce.FOK && available(order).compareTo(order.quantity) < 0) {
            return hit(Rule.FOK_REJECTED, Reason.NO_LIQUIDITY);
        }
        return Reason.NONE;
    }

    private Reason refusalOfConditional(NaiveOrder order) {
        return market.venue.conditionals.wouldTrigger(order)
                ? hit(Rule.WOULD_TRIGGER, Reason.WOULD_TRIGGER)
                : Reason.NONE;
    }

    private Reason hit(Rule rule, Reason reason) {
        hits.hit(rule);
        return reason;
    }

    private Reason brokenRule(NaiveOrder order) {
        Fact.Definition rules = market.definition;
        BigDecimal quantity = order.quantity;
        BigDecimal price = order.price;
        if (isOff(quantity, rules.lot())) {
            return hit(Rule.QUANTITY_OFF_LOT, Reason.QUANTITY_OFF_LOT);
        }
        boolean tooSmall = quantity.signum() <= 0
                || (rules.minimumQuantity() != null && quantity.compareTo(rules.minimumQuantity()) < 0);
        if (tooSmall || (rules.maximumQuantity() != null && quantity.compareTo(rules.maximumQuantity()) > 0)) {
            return hit(Rule.QUANTITY_OUT_OF_RANGE, Reason.QUANTITY_OUT_OF_RANGE);
        }
        if (price != null && (price.signum() <= 0 || isOff(price, rules.tick()))) {
            return hit(Rule.PRICE_OFF_TICK, Reason.PRICE_OFF_TICK);
        }
        BigDecimal trigger = order.submit.given().triggerPrice();
        if (trigger != null && isOff(trigger, rules.tick())) {
            return hit(Rule.TRIGGER_OFF_TICK, Reason.PRICE_OFF_TICK);
        }
        if (order.reducesOnly()) {
            return order.submit.isConditional() || market.reducible(order.buys).signum() > 0
                    ? Reason.NONE
                    : hit(Rule.REDUCE_ONLY_REJECTED, Reason.REDUCE_ONLY);
        }
        if (price != null
                && rules.minimumNotional() != null
                && Decimal.times(price, quantity).compareTo(rules.minimumNotional()) < 0) {
            return hit(Rule.BELOW_MINIMUM_NOTIONAL, Reason.BELOW_MINIMUM_NOTIONAL);
        }
        return Reason.NONE;
    }

    private static boolean isOff(BigDecimal value, @Nullable BigDecimal step) {
        return step != null && step.signum() > 0 && value.remainder(step).signum() != 0;
    }

    /** Why an order whose price was reached ends at once; NONE if it does not. */
    Reason endsAtItsTrigger(NaiveOrder order) {
        if (order.reducesOnly() && market.reducible(order.buys).signum() == 0) {
            return hit(Rule.TRIGGERED_REDUCES_NOTHING, Reason.REDUCE_ONLY);
        }
        if (order.timeInForce() == TimeInForce.GTX && crosses(order)) {
            return hit(Rule.TRIGGERED_GTX_EXPIRES, Reason.POST_ONLY_WOULD_CROSS);
        }
        if (order.timeInForce() == TimeInForce.FOK && available(order).compareTo(order.quantity) < 0) {
            return hit(Rule.TRIGGERED_FOK_EXPIRES, Reason.NO_LIQUIDITY);
        }
        return Reason.NONE;
    }

    /** Why the order would not get this price and quantity; NONE if it would. */
    Reason refusal(NaiveOrder order, BigDecimal price, BigDecimal quantity, boolean keeps) {
        if (quantity.compareTo(order.filled) <= 0) {
            return Reason.QUANTITY_OUT_OF_RANGE;
        }
        if (!keeps && !market.book.isValid()) {
            return Reason.BOOK_NOT_VALID;
        }
        NaiveOrder changed = new NaiveOrder(order.submit, 0);
        changed.price = price;
        changed.quantity = quantity;
        Reason broken = brokenRule(changed);
        boolean ends = order.timeInForce() == TimeInForce.GTX && !keeps && crosses(changed);
        return broken == Reason.NONE && ends ? Reason.POST_ONLY_WOULD_CROSS : broken;
    }

    boolean meetsOwn(NaiveOrder order) {
        List<NaiveOrder> others = market.ours(!order.buys);
        return !others.isEmpty() && order.accepts(others.get(0).limit());
    }

    boolean crosses(NaiveOrder order) {
        Map.Entry<BigDecimal, BigDecimal> best = market.book.side(!order.buys).firstEntry();
        return (best != null && order.accepts(best.getKey())) || meetsOwn(order);
    }

    /** Within its limit, and before the first price where one of our own rests. */
    boolean isReachable(NaiveOrder order, BigDecimal price) {
        List<NaiveOrder> others = market.ours(!order.buys);
        boolean beforeOwn = others.isEmpty()
                || (order.buys
                        ? price.compareTo(others.get(0).limit()) < 0
                        : price.compareTo(others.get(0).limit()) > 0);
        return beforeOwn && order.accepts(price);
    }

    private BigDecimal available(NaiveOrder order) {
        BigDecimal available = ZERO;
        for (Map.Entry<BigDecimal, BigDecimal> level :
                market.book.side(!order.buys).entrySet()) {
            available = isReachable(order, level.getKey()) ? available.add(level.getValue()) : available;
        }
        return available;
    }
}
