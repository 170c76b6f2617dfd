package io.onetape.backtest.venue;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.reference.Instrument;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.Side;
import io.onetape.journal.schema.TimeInForce;
import io.onetape.services.marketdata.BookSide;
import io.onetape.services.marketdata.orders.Departures;
import org.jspecify.annotations.Nullable;

/** One instrument at the simulated venue: its book, our orders in it, our position. Mutable, single-threaded. */
final class VenueMarket implements Departures {
    /** Open orders of one instrument, conditional ones aside. */
    private static final int MAX_ORDERS = 200;

    final VenueBook book;
    final Position position;
    final Funding funding;
    final ConditionalOrders conditional;
    final QueueRule rule;
    private final VenueListener listener;
    private final RestingOrders bids;
    private final RestingOrders asks;
    boolean isDown; // from a recorded DISCONNECTED on until there is a book again
    private Instrument instrument;
    private long orderNanos; // of the public order that is being read

    VenueMarket(Instrument instrument, VenueSettings settings, VenueAccount account, VenueListener listener) {
        this(
                instrument,
                settings,
                account,
                listener,
                new VenueBook(instrument.market(), settings.queueRule().isByOrder()),
                new Funding(),
                new ConditionalOrders());
    }

    VenueMarket(
            Instrument instrument,
            VenueSettings settings,
            VenueAccount account,
            VenueListener listener,
            VenueBook book,
            Funding funding,
            ConditionalOrders conditional) {
        this.instrument = instrument;
        this.listener = listener;
        this.book = book;
        this.funding = funding;
        this.conditional = conditional;
        rule = settings.queueRule();
        position = new Position(account, listener);
        bids = new RestingOrders(true, settings, position);
        asks = new RestingOrders(false, settings, position);
    }

    Instrument instrument() {
        return instrument;
    }

    /** The venue's rules changed. */
    void redefine(Instrument changed) {
        instrument = changed;
    }

    RestingOrders ours(boolean buys) {
        return buys ? bids : asks;
    }

    @Nullable VenueOrder find(long strategy, long intent) {
        VenueOrder found = bids.find(strategy, intent);
        if (found == null) {
            found = asks.find(strategy, intent);
        }
        return found == null ? conditional.find(strategy, intent) : found;
    }

    /** The open order that a cancel or amend is about: the same attempt, as by its client id. */
    @Nullable VenueOrder find(VenueRequest request) {
        VenueOrder found = find(request.strategy(), request.intent());
        return found == null || found.submit().attempt() != request.attempt() ? null : found;
    }

    /** Why the venue would not take this order; NONE if it would. */
    Reason refusal(VenueRequest submit, OrderTerms terms) {
        if (find(submit.strategy(), submit.intent()) != null) {
            return Reason.DUPLICATE_INTENT;
        }
        if (!terms.isConditional() && !book.isValid()) {
            return Reason.BOOK_NOT_VALID;
        }
        Reason broken = OrderRules.check(terms, instrument, position);
        if (broken != Reason.NONE) {
            return broken;
        }
        if (terms.isConditional()) {
            return conditional.wouldTrigger(terms) ? Reason.WOULD_TRIGGER : Reason.NONE;
        }
        if (terms.rests() && bids.all().size() + asks.all().size() >= MAX_ORDERS) {
            return Reason.OPEN_ORDERS_LIMIT;
        }
        return refusalByBook(terms);
    }

    private Reason refusalByBook(OrderTerms terms) {
        BookSide opposite = book.side(!terms.buys());
        long ownBest = ours(!terms.buys()).bestPrice();
        if (terms.timeInForce() == TimeInForce.GTX && TakerWalk.crosses(terms, opposite, ownBest)) {
            return Reason.POST_ONLY_WOULD_CROSS;
        }
        if (terms.timeInForce() == TimeInForce.FOK && !TakerWalk.fillsWhole(terms, opposite, ownBest)) {
            return Reason.NO_LIQUIDITY;
        }
        return Reason.NONE;
    }

    /** Orders that rest or wait. */
    boolean hasOrders() {
        return !bids.isEmpty() || !asks.isEmpty() || !conditional.isEmpty();
    }

    /** What stands ahead of an order that would join at {@code price} now. */
    long queueAhead(boolean buys, long price) {
        return Math.addExact(book.side(buys).quantityAt(price), ours(buys).leavesAt(price));
    }

    /** An accepted order takes what it crosses; what is left rests or expires. */
    void enter(VenueOrder order, OrderTerms terms, long nanos) {
        boolean buys = terms.buys();
        long ownBest = ours(!buys).bestPrice();
        TakerWalk.take(order, terms, book.side(!buys), ownBest, position, nanos);
        if (order.leaves() > 0) {
            if (terms.reduceOnly() && position.wanted(order) == 0) {
                listener.expired(order, Reason.REDUCE_ONLY, nanos);
            } else if (TakerWalk.meetsOwn(terms, ownBest)) {
                listener.expired(order, Reason.SELF_TRADE, nanos);
            } else if (order.rests()) {
                ours(buys).add(order, book.side(buys).quantityAt(order.price()), book.orders());
            } else {
                listener.expired(order, Reason.NO_LIQUIDITY, nanos);
            }
        }
        expireVoid(nanos);
    }

    /** A conditional order whose price was reached meets the book; without a valid one it waits for it. */
    private void enterTriggered(long nanos) {
        while (book.isValid() && conditional.hasTriggered()) {
            VenueOrder order = conditional.takeTriggered();
            boolean nothingToReduce = order.reduceOnly() && position.wanted(order) == 0;
            Reason refusal = nothingToReduce ? Reason.REDUCE_ONLY : refusalByBook(order.terms());
            if (refusal == Reason.NONE) {
                order.queueAhead(queueAheadOf(order.terms()));
                enter(order, order.terms(), nanos);
            } else {
                listener.expired(order, refusal, nanos);
            }
        }
    }

    /** Why the venue would not amend the order to these terms; NONE if it would. An order that keeps its place needs no book. */
    Reason refusal(VenueOrder order, OrderTerms terms) {
        if (conditional.find(order.submit().strategy(), order.submit().intent()) != null) {
            return Reason.AMEND_REFUSED;
        }
        if (terms.quantity() <= order.cumulativeQuantity()) {
            return Reason.QUANTITY_OUT_OF_RANGE;
        }
        if (!keepsPlace(order, terms) && !book.isValid()) {
            return Reason.BOOK_NOT_VALID;
        }
        Reason broken = OrderRules.check(terms, instrument, position);
        boolean crosses = terms.timeInForce() == TimeInForce.GTX
                && !keepsPlace(order, terms)
                && TakerWalk.crosses(
                        terms, book.side(!terms.buys()), ours(!terms.buys()).bestPrice());
        return broken == Reason.NONE && crosses ? Reason.POST_ONLY_WOULD_CROSS : broken;
    }

    /** Only less quantity at the same price leaves an order where it stands. */
    static boolean keepsPlace(VenueOrder order, OrderTerms terms) {
        return terms.price() == order.price() && terms.quantity() <= order.quantity();
    }

    /** The order gets these terms; if it loses its place it comes like a new one, and may take what it crosses. */
    void amend(VenueOrder order, OrderTerms terms, VenueRequest amend, long nanos) {
        boolean kept = keepsPlace(order, terms);
        if (!kept) {
            ours(order.buys()).remove(order);
            order.queueAhead(queueAhead(terms.buys(), terms.price()));
        }
        order.amend(terms);
        listener.amended(order, amend, kept, nanos);
        if (!kept) {
            enter(order, terms, nanos);
        }
    }

    /** The venue ends a resting order. */
    void expire(VenueOrder order, Reason reason, long nanos) {
        cancel(order);
        listener.expired(order, reason, nanos);
    }

    void cancel(VenueOrder order) {
        if (!conditional.remove(order)) {
            ours(order.buys()).remove(order);
        }
    }

    /** A public trade: it meets our orders of the side that its aggressor traded with. */
    void printed(Side aggressor, long price, long quantity, long tradeId, long nanos) {
        ours(aggressor == Side.SELL).printed(price, quantity, tradeId, nanos);
        expireVoid(nanos);
        if (conditional.onLast(price, listener, nanos)) {
            book.printed(aggressor == Side.SELL, price, quantity); // what it triggers comes after it
            enterTriggered(nanos);
        }
    }

    /** The mark price: funding counts with it, conditional orders may watch it. */
    void marked(long mark, long nanos) {
        if (conditional.onMark(mark, listener, nanos)) {
            enterTriggered(nanos);
        }
    }

    /** The venue takes a position back, a strategy's part of it: at what the book has, level by level. */
    void liquidate(VenueOrder order, long nanos) {
        TakerWalk.take(order, order.terms(), book.side(!order.buys()), Fixed8.NULL, position, nanos);
    }

    @Override
    public void gone(boolean bid, long price, long quantity, long place, boolean executed) {
        if (rule.isByOrder()) {
            ours(bid).departed(price, quantity, place, executed, orderNanos);
        }
    }

    /** A public order is read at the book: what leaves its place does then. */
    VenueMarket at(long nanos) {
        orderNanos = nanos;
        return this;
    }

    /** The book changed: best levels that cross our orders fill them. While the book is not valid only prints do. */
    void bookChanged(long nanos) {
        if (book.isValid()) {
            fillCrossed(true, nanos);
            fillCrossed(false, nanos);
            expireVoid(nanos);
            enterTriggered(nanos);
        }
    }

    private void fillCrossed(boolean buys, long nanos) {
        RestingOrders ours = ours(buys);
        BookSide opposite = book.side(!buys);
        while (!ours.isEmpty() && !opposite.isEmpty()) {
            long price = opposite.bestPrice();
            boolean crossed = buys ? price <= ours.bestPrice() : price >= ours.bestPrice();
            long displayed = opposite.bestQuantity();
            long used = crossed ? ours.crossed(price, displayed, nanos) : 0;
            if (used == 0) {
                break;
            }
            opposite.set(price, displayed - used);
        }
    }

    /** A reduce-only order that has nothing to reduce any more is ended by the venue. */
    private void expireVoid(long nanos) {
        expireVoid(bids, nanos);
        expireVoid(asks, nanos);
    }

    private void expireVoid(RestingOrders ours, long nanos) {
        int at = 0;
        while (at < ours.all().size()) {
            VenueOrder order = ours.all().get(at);
            if (order.reduceOnly() && position.wanted(order) == 0) {
                ours.remove(order);
                listener.expired(order, Reason.REDUCE_ONLY, nanos);
            } else {
                at++;
            }
        }
    }

    /** Of an order that can rest what stands ahead; of others it is not known. */
    long queueAheadOf(OrderTerms terms) {
        boolean rests =
                !terms.isMarket() && (terms.timeInForce() == TimeInForce.GTC || terms.timeInForce() == TimeInForce.GTX);
        return rests ? queueAhead(terms.buys(), terms.price()) : Fixed8.NULL;
    }
}
