package io.onetape.backtest.synthetic;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.OrderAction;
import org.jspecify.annotations.Nullable;

/** The orders of one book as an order-by-order feed tells them: one message for all that one incoming order or cancel has done. Single-threaded. */
final class OrderMessages {
    private final SyntheticInstrument instrument;
    private final FeedWriter feed;
    private long previousUpdateId;
    private long updateId;
    private boolean lost; // the message that is being written does not arrive

    private @Nullable OrderAction pending; // the last record so far, unless it is written
    private long pendingId;
    private long pendingTicks;
    private long pendingLots;
    private boolean pendingBid;

    OrderMessages(SyntheticInstrument instrument, FeedWriter feed, long firstUpdateId) {
        this.instrument = instrument;
        this.feed = feed;
        previousUpdateId = firstUpdateId - 1;
        updateId = firstUpdateId;
    }

    void add(OrderAction action, MarketOrder order, long nanos) {
        more(nanos);
        pending = action;
        pendingId = order.id;
        pendingBid = order.bid;
        pendingTicks = order.ticks;
        pendingLots = action == OrderAction.DELETE ? 0 : order.lots;
    }

    /** What was added last is not the message's last record. */
    void more(long nanos) {
        write(false, nanos);
    }

    /** The message is whole; one without any order is none. */
    void end(long wholeUpdateId, long nanos) {
        if (pending != null) {
            write(true, nanos);
            previousUpdateId = wholeUpdateId;
            lost = false;
        }
        updateId = wholeUpdateId + 1;
    }

    /** The next message does not arrive. */
    void lose() {
        lost = true;
    }

    void snapshot(MatchingBook book, long snapshotId, long nanos) {
        int left = book.liveOrders();
        feed.order(instrument, OrderAction.CLEAR, Fixed8.NULL, false, 0, 0, snapshotId, Fixed8.NULL, left == 0, nanos);
        for (int side = 0; side < 2; side++) {
            for (PriceLevel level : book.levels(side == 0)) {
                for (MarketOrder order = level.oldest(); order != null; order = order.newer) {
                    left--;
                    feed.order(
                            instrument,
                            OrderAction.ADD,
                            order.id,
                            order.bid,
                            order.ticks,
                            order.lots,
                            snapshotId,
                            Fixed8.NULL,
                            left == 0,
                            nanos);
                }
            }
        }
        previousUpdateId = snapshotId;
        updateId = snapshotId + 1;
    }

    private void write(boolean last, long nanos) {
        if (pending != null && !lost) {
            feed.order(
                    instrument,
                    pending,
                    pendingId,
                    pendingBid,
                    pendingTicks,
                    pendingLots,
                    updateId,
                    previousUpdateId,
                    last,
                    nanos);
        }
        pending = null;
    }
}
