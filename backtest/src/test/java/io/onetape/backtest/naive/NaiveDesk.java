package io.onetape.backtest.naive;

import static java.math.BigDecimal.ZERO;

import io.onetape.journal.schema.Liquidity;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.ReplyKind;
import io.onetape.journal.schema.TimeInForce;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What becomes of our requests about one instrument. */
final class NaiveDesk {
    private final NaiveMarket market;
    private final NaiveRules rules;
    private final Hits hits;

    NaiveDesk(NaiveMarket market) {
        this.market = market;
        this.rules = new NaiveRules(market);
        this.hits = market.hits;
    }

    /** If it is accepted it takes what it crosses, and its rest rests or ends. */
    void submit(Request submit, long now) {
        Reason refusal = rules.refusal(submit);
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
        Reason ends = rules.endsAtItsTrigger(order);
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
        boolean meetsOwn = rules.meetsOwn(order);
        int levels = 0;
        while (market.wanted(order).signum() > 0) {
            Map.Entry<BigDecimal, BigDecimal> best =
                    market.book.side(!order.buys).firstEntry();
            if (best == null || !rules.isReachable(order, best.getKey())) {
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
        Reason refusal = rules.refusal(order, price, quantity, keeps);
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
            hits.hitIf(rules.crosses(order), Rule.AMEND_TAKES);
            enter(order, now);
        }
    }
}
