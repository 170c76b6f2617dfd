package io.onetape.backtest.venue;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.Liquidity;
import io.onetape.services.marketdata.BookSide;

/**
 * An incoming order against the opposite side of the book, level by level. What it takes is taken out of the book, so that nothing takes it again until a
 * depth update or a snapshot shows that level anew. It stops before a price at which one of our own orders rests.
 */
final class TakerWalk {
    private TakerWalk() {}

    /** True if there is something to meet within the order's limit: the crowd's best level or our own best order (NULL if none). */
    static boolean crosses(OrderTerms terms, BookSide opposite, long ownBest) {
        return (!opposite.isEmpty() && terms.accepts(opposite.bestPrice())) || meetsOwn(terms, ownBest);
    }

    static boolean meetsOwn(OrderTerms terms, long ownBest) {
        return ownBest != Fixed8.NULL && terms.accepts(ownBest);
    }

    /** True if the whole order can be filled at once. */
    static boolean fillsWhole(OrderTerms terms, BookSide opposite, long ownBest) {
        long available = 0;
        for (int level = 0; level < opposite.levels(); level++) {
            if (available >= terms.quantity() || !isReachable(terms, opposite.price(level), ownBest)) {
                break;
            }
            available = Math.addExact(available, opposite.quantity(level));
        }
        return available >= terms.quantity();
    }

    /** Fills the order with what is there. */
    static void take(
            VenueOrder order, OrderTerms terms, BookSide opposite, long ownBest, Position position, long nanos) {
        long wanted = position.wanted(order);
        while (wanted > 0 && !opposite.isEmpty() && isReachable(terms, opposite.bestPrice(), ownBest)) {
            long price = opposite.bestPrice();
            long displayed = opposite.bestQuantity();
            long taken = Math.min(wanted, displayed);
            opposite.set(price, displayed - taken);
            position.fill(order, price, taken, Liquidity.TAKER, Fixed8.NULL, nanos);
            wanted = position.wanted(order);
        }
    }

    private static boolean isReachable(OrderTerms terms, long price, long ownBest) {
        boolean beforeOwn = ownBest == Fixed8.NULL || (terms.buys() ? price < ownBest : price > ownBest);
        return beforeOwn && terms.accepts(price);
    }
}
