package io.onetape.backtest.venue;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.BookStatus;
import io.onetape.journal.schema.DepthOrderDecoder;
import io.onetape.journal.schema.DepthSnapshotDecoder;
import io.onetape.journal.schema.DepthUpdateDecoder;
import io.onetape.journal.schema.FeedStatus;
import io.onetape.journal.schema.Market;
import io.onetape.journal.schema.QuoteUpdateDecoder;
import io.onetape.services.marketdata.BookSide;
import io.onetape.services.marketdata.BookSync;
import io.onetape.services.marketdata.orders.Departures;
import io.onetape.services.marketdata.orders.PublicOrders;
import org.jspecify.annotations.Nullable;

/**
 * The crowd's orders as the recording shows them at exchange time, less what our takers took since a level was last shown. Mutable, single-threaded.
 */
final class VenueBook {
    private final BookSync sync;
    private final boolean byOrder;

    /** @param byOrder it has to be told order by order: any other one is not valid */
    VenueBook(Market market, boolean byOrder) {
        this(new BookSync(market), byOrder);
    }

    VenueBook(BookSync sync, boolean byOrder) {
        this.sync = sync;
        this.byOrder = byOrder;
    }

    BookSync sync() {
        return sync;
    }

    /** While it is not, the levels say nothing. */
    boolean isValid() {
        return sync.status() == BookStatus.VALID && (!byOrder || sync.orders() != null);
    }

    BookSide side(boolean bids) {
        return bids ? sync.book().bids() : sync.book().asks();
    }

    /** False if the book is newer: then the snapshot says nothing. */
    boolean onSnapshot(DepthSnapshotDecoder snapshot) {
        return sync.onSnapshot(snapshot);
    }

    /** True if the update changed the book, and then its decoder has not read the groups; it may also be old, or wait for a snapshot. */
    boolean onUpdate(DepthUpdateDecoder update) {
        return sync.onUpdate(update);
    }

    /** True if the order changed the book, or will when the snapshot that it is of is whole. */
    boolean onOrder(DepthOrderDecoder order, Departures departures) {
        return sync.onOrder(order, departures);
    }

    /** True while there are levels. */
    boolean isShown() {
        return sync.isSynced();
    }

    /** The public orders, null if the book is not given order by order. */
    @Nullable PublicOrders orders() {
        return sync.orders();
    }

    void onFeedStatus(FeedStatus status) {
        sync.onFeedStatus(status);
    }

    /**
     * The best quote replaces all that is better than it, on both sides. One that the book has passed already, by its id, or by its time where the venue gives no id, says nothing: true if it did.
     */
    boolean onQuote(QuoteUpdateDecoder quote) {
        long exchangeNanos = quote.transactionNanos() != Fixed8.NULL ? quote.transactionNanos() : quote.eventNanos();
        boolean passed = quote.updateId() > 0
                ? quote.updateId() <= sync.lastUpdateId()
                : exchangeNanos != Fixed8.NULL && exchangeNanos <= sync.exchangeNanos();
        if (!isValid() || passed) {
            return false;
        }
        touch(side(true), quote.bid(), quote.bidQuantity());
        touch(side(false), quote.ask(), quote.askQuantity());
        return true;
    }

    /** A print was taken off a side: what is better than its price is gone, and so much at it, until an update shows these levels anew. */
    void printed(boolean bids, long price, long quantity) {
        BookSide side = side(bids);
        for (int better = side.levelsBetterThan(price); better > 0; better--) {
            side.set(side.bestPrice(), 0);
        }
        long displayed = side.quantityAt(price);
        if (displayed > 0) {
            side.set(price, Math.max(0, displayed - quantity));
        }
    }

    /** The price of an empty side is 0. */
    private static void touch(BookSide side, long price, long quantity) {
        if (price == 0) {
            side.clear();
            return;
        }
        for (int better = side.levelsBetterThan(price); better > 0; better--) {
            side.set(side.bestPrice(), 0);
        }
        side.set(price, quantity);
    }
}
