package io.onetape.services.marketdata;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.BookStatus;
import io.onetape.journal.schema.DepthOrderDecoder;
import io.onetape.journal.schema.Flag;
import io.onetape.journal.schema.OrderAction;
import io.onetape.journal.schema.Side;
import io.onetape.services.marketdata.orders.Departures;
import io.onetape.services.marketdata.orders.PublicOrders;
import io.onetape.services.marketdata.orders.PublicOrdersState;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/**
 * Which orders of an order-by-order feed belong to the book: a CLEAR begins a snapshot, its last record ends it; until then, and from a gap on, there is no book. A gap is a message whose
 * {@code previousUpdateId} is not the one before. What is said of an order that is not known is passed over, but ends its message. Mutable, single-threaded.
 */
final class OrderSync {
    final PublicOrders all = new PublicOrders();
    private boolean loading; // a snapshot has begun and has not ended

    /** True if the book is another one now, or if a message ends that may have made it one. */
    boolean on(DepthOrderDecoder order, BookSync sync, Departures departures) {
        long updateId = order.updateId();
        if (order.action() == OrderAction.CLEAR) {
            begin(updateId, sync);
        } else if (!follows(updateId, order.previousUpdateId(), sync)) {
            return false;
        } else if (!apply(order, sync, departures) && order.last() == Flag.NO) {
            return false;
        }
        sync.exchangeNanos = BookSync.exchangeNanos(order.transactionNanos(), order.eventNanos());
        if (loading && order.last() != Flag.NO) {
            end(sync, departures);
        }
        return true;
    }

    private void begin(long updateId, BookSync sync) {
        sync.counters.snapshots++;
        sync.lose(BookStatus.WAITING);
        sync.lastUpdateId = updateId;
        all.beginSnapshot();
        loading = true;
    }

    private void end(BookSync sync, Departures departures) {
        loading = false;
        all.endSnapshot(departures);
        for (int i = 0; i < all.size(); i++) {
            show(all.bid(i), all.price(i), sync);
        }
        sync.synced = true;
    }

    private boolean follows(long updateId, long previousId, BookSync sync) {
        if (!sync.synced && !loading) {
            sync.counters.dropped++;
            return false;
        }
        if (previousId != Fixed8.NULL && updateId != sync.lastUpdateId && previousId != sync.lastUpdateId) {
            if (updateId < sync.lastUpdateId) {
                sync.counters.dropped++; // received twice
            } else {
                lose(BookStatus.GAP, sync);
            }
            return false;
        }
        sync.lastUpdateId = updateId;
        return true;
    }

    /** True if it did something. Until the snapshot is whole nothing is shown. */
    private boolean apply(DepthOrderDecoder order, BookSync sync, Departures departures) {
        long id = order.orderId();
        long quantity = order.quantity();
        if (id == Fixed8.NULL || quantity < 0) {
            throw new IllegalArgumentException("expected an order's id and a quantity of 0 or more, found " + id
                    + " and " + Fixed8.toString(quantity));
        }
        boolean known = all.has(id);
        if (!known && (order.action() != OrderAction.ADD || quantity == 0)) {
            sync.counters.dropped++;
            return false;
        }
        if (!known && all.isFull()) {
            lose(BookStatus.GAP, sync);
            return true;
        }
        sync.counters.applied++;
        sync.silent = false;
        if (known) {
            boolean bid = all.isBid(id);
            long before = all.priceOf(id);
            long price = order.price() == Fixed8.NULL ? before : order.price();
            all.change(id, price, quantity, order.action() == OrderAction.EXECUTE, departures);
            shown(bid, before, sync);
            shown(bid, price, sync);
        } else {
            boolean bid = order.side() == Side.BUY;
            all.add(id, bid, order.price(), quantity);
            shown(bid, order.price(), sync);
        }
        return true;
    }

    private void shown(boolean bid, long price, BookSync sync) {
        if (!loading) {
            show(bid, price, sync);
        }
    }

    private void show(boolean bid, long price, BookSync sync) {
        (bid ? sync.book.bids() : sync.book.asks()).set(price, all.quantityAt(bid, price));
    }

    private void lose(BookStatus why, BookSync sync) {
        loading = false;
        sync.counters.gaps++;
        sync.lose(why);
    }

    /** Something is missing: a snapshot that has begun will not end. */
    void interrupted() {
        loading = false;
    }

    /** Keys: lastPlace, loading, orders. */
    void writeState(WireOut to) {
        to.write("loading").bool(loading);
        PublicOrdersState.write(all, to);
    }

    static OrderSync readState(WireIn from) {
        OrderSync read = new OrderSync();
        read.loading = from.read("loading").bool();
        PublicOrdersState.read(read.all, from);
        return read;
    }
}
