package io.onetape.services.marketdata;

import io.onetape.journal.fixed.ExactSum;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.BookStatus;
import io.onetape.journal.schema.BookTopEncoder;

/**
 * The best levels of a book and what follows from them. All null unless the book is valid or crossed; what needs both sides is null if one is empty.
 * Mutable, single-threaded.
 */
final class TopOfBook {
    long bid = Fixed8.NULL;
    long bidQuantity = Fixed8.NULL;
    long ask = Fixed8.NULL;
    long askQuantity = Fixed8.NULL;
    long spread = Fixed8.NULL;
    long mid = Fixed8.NULL;
    long imbalance = Fixed8.NULL;
    long microprice = Fixed8.NULL;
    BookStatus status = BookStatus.WAITING;

    private final ExactSum sum = new ExactSum();

    /** Becomes the top of {@code book}; true if anything is different now. */
    boolean update(OrderBook book, BookStatus newStatus) {
        boolean shown = newStatus == BookStatus.VALID || newStatus == BookStatus.CROSSED;
        long newBid = shown ? book.bids().bestPrice() : Fixed8.NULL;
        long newBidQuantity = shown ? book.bids().bestQuantity() : Fixed8.NULL;
        long newAsk = shown ? book.asks().bestPrice() : Fixed8.NULL;
        long newAskQuantity = shown ? book.asks().bestQuantity() : Fixed8.NULL;
        if (newStatus == status
                && newBid == bid
                && newBidQuantity == bidQuantity
                && newAsk == ask
                && newAskQuantity == askQuantity) {
            return false;
        }
        set(newBid, newBidQuantity, newAsk, newAskQuantity, newStatus);
        return true;
    }

    void set(long newBid, long newBidQuantity, long newAsk, long newAskQuantity, BookStatus newStatus) {
        bid = newBid;
        bidQuantity = newBidQuantity;
        ask = newAsk;
        askQuantity = newAskQuantity;
        status = newStatus;
        spread = Fixed8.NULL;
        mid = Fixed8.NULL;
        imbalance = Fixed8.NULL;
        microprice = Fixed8.NULL;
        if (bid != Fixed8.NULL && ask != Fixed8.NULL) {
            derive();
        }
    }

    void encode(BookTopEncoder to, long updateId, long exchangeNanos) {
        to.bid(bid)
                .bidQuantity(bidQuantity)
                .ask(ask)
                .askQuantity(askQuantity)
                .spread(spread)
                .mid(mid)
                .imbalance(imbalance)
                .microprice(microprice)
                .updateId(updateId)
                .exchangeNanos(exchangeNanos)
                .status(status);
    }

    /** The formulas of BookTop in the schema; products and sums in 128 bits, each result rounded once, half-even at the eighth decimal. */
    private void derive() {
        spread = Math.subtractExact(ask, bid);
        sum.clear();
        sum.add(bid);
        sum.add(ask);
        mid = sum.divideHalfEven(2 * Fixed8.ONE);
        long both = bidQuantity + askQuantity;
        if (both < 0) {
            return; // beyond Fixed8, as meme coins by the ten billions may be: not known is better than no book
        }
        imbalance = Fixed8.divide(bidQuantity - askQuantity, both);
        sum.clear();
        sum.addProduct(bid, askQuantity);
        sum.addProduct(ask, bidQuantity);
        microprice = sum.divideHalfEven(both);
    }
}
