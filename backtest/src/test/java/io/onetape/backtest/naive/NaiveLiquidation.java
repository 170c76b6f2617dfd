package io.onetape.backtest.naive;

import io.onetape.journal.record.OrderId;
import io.onetape.journal.schema.Liquidity;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.ReplyKind;
import io.onetape.journal.schema.Side;
import io.onetape.journal.schema.TimeInForce;
import io.onetape.journal.schema.Trigger;
import io.onetape.journal.schema.TriggerSource;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the venue does, at a mark price, with an account that is worth no more than what has to be kept: it ends its orders and takes its positions. */
final class NaiveLiquidation {
    private final NaiveVenue venue;
    private final Hits hits;
    private boolean runs;

    NaiveLiquidation(NaiveVenue venue, Hits hits) {
        this.venue = venue;
        this.hits = hits;
    }

    /** Until all is flat. */
    boolean runs() {
        return runs;
    }

    void marked(long now) {
        if (!runs) {
            Boolean begins = venue.settings.margins().isEmpty()
                    ? Boolean.FALSE
                    : venue.account.isToBeLiquidated(venue.markets());
            hits.hitIf(begins == null, Rule.POSITION_WITHOUT_A_MARK);
            if (begins == null || !begins || isFlat()) {
                return;
            }
            hits.hit(Rule.LIQUIDATED);
            runs = true;
            endOrders(now);
        } else {
            hits.hit(Rule.LIQUIDATED_WITH_A_LATER_MARK);
        }
        for (NaiveMarket market : venue.markets()) {
            take(market, now);
        }
        runs = !isFlat();
        hits.hitIf(runs, Rule.BOOK_TOO_SMALL_TO_LIQUIDATE);
    }

    private boolean isFlat() {
        return venue.markets().stream().allMatch(market -> market.position.signum() == 0);
    }

    private void endOrders(long now) {
        List<NaiveOrder> all = new ArrayList<>();
        for (NaiveMarket market : venue.markets()) {
            venue.conditionals.all().stream()
                    .filter(order -> order.submit.instrument() == market.instrument)
                    .forEach(all::add);
            all.addAll(market.ours(true));
            all.addAll(market.ours(false));
        }
        for (NaiveOrder order : all) {
            hits.hit(order.submit.isConditional() ? Rule.CONDITIONAL_ENDED_BY_LIQUIDATION : Rule.ENDED_BY_LIQUIDATION);
            venue.conditionals.remove(order);
            venue.markets().forEach(market -> market.orders.remove(order));
            venue.answers.ended(ReplyKind.EXPIRED, order.submit, Reason.LIQUIDATION, order, now);
        }
    }

    /** From each strategy what it holds on the position's side, until the position is gone or the book is. */
    private void take(NaiveMarket market, long now) {
        boolean isLong = market.position.signum() > 0;
        List<Long> holders = venue.account.holders(market.instrument, isLong);
        hits.hitIf(holders.size() > 1, Rule.LIQUIDATED_IN_PARTS);
        for (long strategy : holders) {
            BigDecimal part =
                    venue.account.position(market.instrument, strategy).abs().min(market.position.abs());
            if (part.signum() > 0 && market.book.isValid()) {
                walk(market, order(market.instrument, strategy, isLong, part), now);
            }
        }
    }

    private NaiveOrder order(int instrument, long strategy, boolean isLong, BigDecimal quantity) {
        Request.Terms terms = new Request.Terms(
                isLong ? Side.SELL : Side.BUY, TimeInForce.IOC, true, false, Trigger.NONE, TriggerSource.LAST, null);
        Request request =
                new Request(Request.Kind.SUBMIT, 0, instrument, new OrderId(strategy, 0), 0, null, quantity, terms);
        return new NaiveOrder(request, venue.nextNumber());
    }

    private void walk(NaiveMarket market, NaiveOrder order, long now) {
        while (order.leaves().signum() > 0 && !market.book.side(!order.buys).isEmpty()) {
            Map.Entry<BigDecimal, BigDecimal> best =
                    market.book.side(!order.buys).firstEntry();
            BigDecimal quantity = order.leaves().min(best.getValue());
            market.book.use(!order.buys, best.getKey(), quantity);
            market.fill(order, best.getKey(), quantity, Liquidity.TAKER, null, null, now);
        }
    }
}
