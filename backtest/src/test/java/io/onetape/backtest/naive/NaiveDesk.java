package io.onetape.backtest.naive;

import static java.math.BigDecimal.ZERO;

import io.onetape.journal.schema.Liquidity;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.ReplyKind;
import io.onetape.journal.schema.TimeInForce;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What becomes of our requests about one instrument. Long: all of them are here. */
final class NaiveDesk {
    private static final int MOST_RESTING = 200;

    private final NaiveMarket market;
    private final Hits hits;

    NaiveDesk(NaiveMarket market) {
        this.market = market;
        this.hits = market.hits;
    }

    /** Why it would be rejected; NONE if not. */
    private Reason refusal(Request submit) {
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

    /** If it is accepted it takes what it crosses, and its rest rests or ends. */
    void submit(Request submit, long now) {
        Reason refusal = refusal(submit);
        if (refusal != Reason.NONE) {
            market.answers.rejected(ReplyKind.REJECTED, submit, refusal, now);
            return;
        }
        NaiveOrder order = new NaiveOrder(submit, market.venue.nextNumber());
        if (submit.isConditional()) {
            market.answers.taken(ReplyKind.ACCEPTED, submit, Reason.NONE, order, null, now);
            market.venue.conditionals.add(order);
            return;
        }
        BigDecimal ahead = order.rests() ? ahead(order) : null;
        market.answers.taken(ReplyKind.ACCEPTED, submit, Reason.NONE, order, ahead, now);
        hits.hitIf(submit.given().isMarket(), Rule.MARKET_ORDER);
        enter(order, now);
    }

    /** Its price was reached, and there is a book: it is an order now. */
    void triggered(NaiveOrder order, long now) {
        Reason ends = Reason.NONE;
        if (order.reducesOnly() && market.reducible(order.buys).signum() == 0) {
            ends = hit(Rule.TRIGGERED_REDUCES_NOTHING, Reason.REDUCE_ONLY);
        } else if (order.timeInForce() == TimeInForce.GTX && crosses(order)) {
            ends = hit(Rule.TRIGGERED_GTX_EXPIRES, Reason.POST_ONLY_WOULD_CROSS);
        } else if (order.timeInForce() == TimeInForce.FOK && available(order).compareTo(order.quantity) < 0) {
            ends = hit(Rule.TRIGGERED_FOK_EXPIRES, Reason.NO_LIQUIDITY);
        }
        if (ends == Reason.NONE) {
            hits.hit(order.rests() ? Rule.TRIGGERED_LIMIT : Rule.TRIGGERED_TAKER);
            enter(order, now);
        } else {
            market.answers.ended(ReplyKind.EXPIRED, order.submit, ends, order, now);
        }
    }

    /** The crowd's quantity at its price and our own. */
    private BigDecimal ahead(NaiveOrder order) {
        BigDecimal ahead = market.book.quantity(order.buys, order.limit());
        for (NaiveOrder other : market.ours(order.buys)) {
            ahead = Decimal.areEqual(other.limit(), order.limit()) ? ahead.add(other.leaves()) : ahead;
        }
        return ahead;
    }

    private void enter(NaiveOrder order, long now) {
        boolean meetsOwn = meetsOwn(order);
        int levels = 0;
        while (market.wanted(order).signum() > 0) {
            Map.Entry<BigDecimal, BigDecimal> best =
                    market.book.side(!order.buys).firstEntry();
            if (best == null || !isReachable(order, best.getKey())) {
                break;
            }
            hits.hitIf(market.book.wasTaken(best.getKey()), Rule.TAKER_FINDS_A_TAKEN_LEVEL);
            hits.hitIf(++levels == 2, Rule.TAKER_WALKS);
            BigDecimal quantity = market.wanted(order).min(best.getValue());
            market.book.use(!order.buys, best.getKey(), quantity);
            market.fill(order, best.getKey(), quantity, Liquidity.TAKER, null, null, now);
        }
        if (order.leaves().signum() == 0) {
            hits.hitIf(order.timeInForce() == TimeInForce.FOK, Rule.FOK_FILLED);
        } else if (order.reducesOnly() && market.reducible(order.buys).signum() == 0) {
            hits.hit(Rule.REDUCE_ONLY_ENDED);
            market.answers.ended(ReplyKind.EXPIRED, order.submit, Reason.REDUCE_ONLY, order, now);
        } else if (meetsOwn) {
            hits.hit(Rule.STOPPED_BEFORE_OUR_OWN);
            market.answers.ended(ReplyKind.EXPIRED, order.submit, Reason.SELF_TRADE, order, now);
        } else if (order.rests()) {
            boolean postOnly = order.timeInForce() == TimeInForce.GTX;
            hits.hit(postOnly ? Rule.GTX_RESTS : levels > 0 ? Rule.GTC_TAKES_AND_RESTS : Rule.GTC_RESTS);
            order.level = market.book.quantity(order.buys, order.limit());
            order.front = market.queue.joining(order.level);
            order.printed = ZERO;
            market.orders.add(order);
        } else {
            hits.hitIf(order.timeInForce() == TimeInForce.IOC, Rule.IOC_EXPIRES);
            market.answers.ended(ReplyKind.EXPIRED, order.submit, Reason.NO_LIQUIDITY, order, now);
        }
        market.endWhatReducesNothing(now);
    }

    private boolean meetsOwn(NaiveOrder order) {
        List<NaiveOrder> others = market.ours(!order.buys);
        return !others.isEmpty() && order.accepts(others.get(0).limit());
    }

    private boolean crosses(NaiveOrder order) {
        Map.Entry<BigDecimal, BigDecimal> best = market.book.side(!order.buys).firstEntry();
        return (best != null && order.accepts(best.getKey())) || meetsOwn(order);
    }

    /** Within its limit, and before the first price where one of our own rests. */
    private boolean isReachable(NaiveOrder order, BigDecimal price) {
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

    void cancel(Request cancel, long now) {
        Optional<NaiveOrder> found = find(cancel).or(() -> findConditional(cancel));
        if (found.isEmpty()) {
            hits.hit(Rule.CANCEL_LOST_TO_A_FILL);
            market.answers.rejected(ReplyKind.CANCEL_REJECTED, cancel, Reason.UNKNOWN_ORDER, now);
            return;
        }
        hits.hit(found.get().submit.isConditional() ? Rule.CONDITIONAL_CANCELED : Rule.CANCELED);
        market.orders.remove(found.get());
        market.venue.conditionals.remove(found.get());
        market.answers.ended(ReplyKind.CANCELED, cancel, Reason.REQUESTED, found.get(), now);
    }

    private Optional<NaiveOrder> find(Request request) {
        return market.orders.stream()
                .filter(order ->
                        order.submit.order().equals(request.order()) && order.submit.attempt() == request.attempt())
                .findFirst();
    }

    private Optional<NaiveOrder> findConditional(Request request) {
        return market.venue
                .conditionals
                .find(request.order())
                .filter(order -> order.submit.attempt() == request.attempt());
    }

    /** Less quantity at the same price keeps the place; all else joins anew. */
    void amend(Request amend, long now) {
        if (findConditional(amend).isPresent()) {
            hits.hit(Rule.CONDITIONAL_NOT_AMENDED);
            market.answers.rejected(ReplyKind.AMEND_REJECTED, amend, Reason.AMEND_REFUSED, now);
            return;
        }
        Optional<NaiveOrder> found = find(amend);
        if (found.isEmpty()) {
            hits.hit(Rule.AMEND_OF_NONE);
            market.answers.rejected(ReplyKind.AMEND_REJECTED, amend, Reason.UNKNOWN_ORDER, now);
            return;
        }
        NaiveOrder order = found.get();
        BigDecimal price = Objects.requireNonNullElse(amend.price(), order.limit());
        BigDecimal quantity = Objects.requireNonNullElse(amend.quantity(), order.quantity);
        boolean keeps = Decimal.areEqual(price, order.limit()) && quantity.compareTo(order.quantity) <= 0;
        Reason refusal = refusal(order, price, quantity, keeps);
        if (refusal != Reason.NONE) {
            hits.hit(Rule.AMEND_REFUSED);
            market.answers.rejected(ReplyKind.AMEND_REJECTED, amend, refusal, now);
            boolean toWhatHasFilled = order.filled.signum() > 0 && quantity.compareTo(order.filled) <= 0;
            if (refusal == Reason.POST_ONLY_WOULD_CROSS || toWhatHasFilled) {
                hits.hit(toWhatHasFilled ? Rule.AMEND_TO_WHAT_HAS_FILLED : Rule.AMEND_OF_POST_ONLY_CROSSES);
                market.orders.remove(order);
                market.answers.ended(ReplyKind.EXPIRED, order.submit, refusal, order, now);
            }
            return;
        }
        order.price = price;
        order.quantity = quantity;
        hits.hit(keeps ? Rule.AMEND_KEEPS_ITS_PLACE : Rule.AMEND_JOINS_ANEW);
        if (keeps) {
            market.answers.taken(ReplyKind.AMENDED, amend, Reason.REQUESTED, order, null, now);
        } else {
            market.orders.remove(order);
            market.answers.taken(ReplyKind.AMENDED, amend, Reason.REQUESTED, order, ahead(order), now);
            hits.hitIf(crosses(order), Rule.AMEND_TAKES);
            enter(order, now);
        }
    }

    private Reason refusal(NaiveOrder order, BigDecimal price, BigDecimal quantity, boolean keeps) {
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
}
