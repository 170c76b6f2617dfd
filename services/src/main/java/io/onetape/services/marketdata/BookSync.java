package io.onetape.services.marketdata;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.BookStatus;
import io.onetape.journal.schema.DepthOrderDecoder;
import io.onetape.journal.schema.DepthSnapshotDecoder;
import io.onetape.journal.schema.DepthUpdateDecoder;
import io.onetape.journal.schema.FeedStatus;
import io.onetape.journal.schema.Market;
import io.onetape.services.marketdata.orders.Departures;
import io.onetape.services.marketdata.orders.PublicOrders;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;
import org.jspecify.annotations.Nullable;

/**
 * One instrument's book, and whether it can be trusted: the only place that knows which updates belong to which snapshot. Between a missed update and
 * the next snapshot there is no book; updates are kept meanwhile, because a snapshot comes with or after updates that must follow it. A function of
 * the records seen so far; single-threaded.
 *
 * <p>From the first order of an order-by-order feed on the book is made of orders ({@link OrderSync}), and depth messages are passed over.
 */
public final class BookSync {
    final OrderBook book;
    final KeptUpdates kept;
    final Counters counters;

    private final ContinuityRule rule;

    boolean synced; // a snapshot has been loaded and no update has been missed since
    boolean awaitsFirst; // synced, and nothing has been applied since the snapshot
    boolean stale; // synced, but the gateway says that the feed is behind
    boolean silent; // synced, but nothing has come for longer than is allowed
    BookStatus lost = BookStatus.WAITING; // why there is no book, if there is none
    long lastUpdateId;
    long exchangeNanos = Fixed8.NULL;

    @Nullable OrderSync orders; // of an order-by-order feed

    /** What has become of each record. Of all updates: applied + dropped + letGo + waiting. */
    static final class Counters {
        long applied;
        long dropped; // older than the snapshot, or received twice
        long letGo; // waited for a snapshot for too long, or for one of another connection
        long gaps;
        long snapshots;
        long snapshotsIgnored; // older than the book
        long snapshotsTooOld; // older than the first update that is there to follow them
    }

    /** Without a book yet, of an instrument of this market. */
    public BookSync(Market market) {
        this(market, new OrderBook(), new KeptUpdates(), new Counters());
    }

    /** With what was written of another one. */
    BookSync(Market market, OrderBook book, KeptUpdates kept, Counters counters) {
        rule = ContinuityRule.of(market);
        this.book = book;
        this.kept = kept;
        this.counters = counters;
    }

    /** The book, empty while there is no snapshot or something is missing since. */
    public OrderBook book() {
        return book;
    }

    /** True while there is a book, whatever else is said of it. */
    public boolean isSynced() {
        return synced;
    }

    /** The last update that the book holds. */
    public long lastUpdateId() {
        return lastUpdateId;
    }

    /** When the last snapshot or update that the book holds happened, as the venue says; {@link Fixed8#NULL} if it does not. */
    public long exchangeNanos() {
        return exchangeNanos;
    }

    /** Whether the book can be trusted, and if not, why. */
    public BookStatus status() {
        if (!synced) {
            return lost;
        }
        return stale || silent ? BookStatus.STALE : book.isCrossed() ? BookStatus.CROSSED : BookStatus.VALID;
    }

    /** Takes an update: applied, and then it returns true, dropped, or kept until there is a snapshot that it follows. */
    public boolean onUpdate(DepthUpdateDecoder update) {
        if (orders != null) {
            return false;
        }
        long nanos = exchangeNanos(update.transactionNanos(), update.eventNanos());
        if (synced) {
            long firstId = update.firstUpdateId();
            long lastId = update.lastUpdateId();
            long previousId = update.previousUpdateId();
            if (isOld(firstId, lastId, previousId)) {
                counters.dropped++;
                return false;
            }
            if (isNext(firstId, previousId)) {
                book.apply(update);
                applied(lastId, nanos);
                return true;
            }
            miss();
        }
        counters.letGo += kept.add(update, nanos);
        return false;
    }

    /** Takes a snapshot, and then the updates that were kept and follow it; false if the book was newer. */
    public boolean onSnapshot(DepthSnapshotDecoder snapshot) {
        if (orders != null) {
            return false;
        }
        counters.snapshots++;
        long snapshotId = snapshot.lastUpdateId();
        if (synced && snapshotId <= lastUpdateId) {
            counters.snapshotsIgnored++;
            return false;
        }
        synced = true;
        awaitsFirst = true;
        stale = false;
        silent = false;
        lastUpdateId = snapshotId;
        exchangeNanos = exchangeNanos(snapshot.transactionNanos(), snapshot.eventNanos());
        book.load(snapshot);
        applyKept();
        return true;
    }

    /**
     * Takes one order of an order-by-order feed: true if the book is another one now, or if a message ends that may have made it one.
     *
     * @param departures hears of what leaves its place in a queue
     */
    public boolean onOrder(DepthOrderDecoder order, Departures departures) {
        if (orders == null) {
            orders = new OrderSync();
            counters.letGo += kept.size();
            kept.clear();
            lose(BookStatus.WAITING);
        }
        return orders.on(order, this, departures);
    }

    /** Key: orders, with what {@link OrderSync} has; without it if there is none. */
    void writeOrders(WireOut to) {
        to.write("orders").marshallable(wire -> {
            if (orders != null) {
                orders.writeState(wire);
            }
        });
    }

    void readOrders(WireIn from) {
        from.read("orders").marshallable(wire -> {
            if (wire.hasMore()) {
                orders = OrderSync.readState(wire);
            }
        });
    }

    /** The orders of an order-by-order feed, null if the book is not made of any. */
    public @Nullable PublicOrders orders() {
        return orders == null ? null : orders.all;
    }

    /** Takes what the gateway says of its connection. */
    public void onFeedStatus(FeedStatus status) {
        switch (status) {
            case DISCONNECTED -> {
                // Updates of the next connection do not follow those of this one.
                counters.letGo += kept.size();
                kept.clear();
                if (orders != null) {
                    orders.interrupted();
                }
                lose(BookStatus.STALE);
            }
            case GAP -> {
                if (orders != null) {
                    orders.interrupted();
                }
                if (synced) {
                    counters.gaps++;
                    lose(BookStatus.GAP);
                }
            }
            case STALE -> stale = synced;
            case SYNCED -> stale = false;
            default -> {} // connected: the snapshot is what counts
        }
    }

    /** Nothing has come for longer than is allowed: the book goes on in the background, and the next update in order or snapshot shows it again. */
    void onSilence() {
        silent = synced;
    }

    /** No silence counts any more. */
    void forgetSilence() {
        silent = false;
    }

    private void applyKept() {
        while (kept.size() > 0) {
            int at = kept.first();
            if (isOld(kept.firstId(at), kept.lastId(at), kept.previousId(at))) {
                counters.dropped++;
            } else if (isNext(kept.firstId(at), kept.previousId(at))) {
                kept.apply(at, book);
                applied(kept.lastId(at), kept.exchangeNanos(at));
            } else {
                miss();
                return; // this one and those behind it may follow the next snapshot
            }
            kept.removeFirst();
        }
    }

    private boolean isOld(long firstId, long lastId, long previousId) {
        return awaitsFirst
                ? rule.isOlder(lastId, lastUpdateId)
                : lastId <= lastUpdateId && !rule.follows(firstId, previousId, lastUpdateId);
    }

    private boolean isNext(long firstId, long previousId) {
        return awaitsFirst
                ? rule.continuesSnapshot(firstId, previousId, lastUpdateId)
                : rule.follows(firstId, previousId, lastUpdateId);
    }

    private void applied(long lastId, long nanos) {
        counters.applied++;
        awaitsFirst = false;
        silent = false;
        lastUpdateId = lastId;
        exchangeNanos = nanos;
    }

    /** Something is missing in front of an update: behind another one that is a gap, behind the snapshot itself the snapshot is too old. */
    private void miss() {
        if (awaitsFirst) {
            counters.snapshotsTooOld++;
            lose(lost);
        } else {
            counters.gaps++;
            lose(BookStatus.GAP);
        }
    }

    void lose(BookStatus why) {
        lost = why;
        synced = false;
        awaitsFirst = false;
        stale = false;
        silent = false;
        book.clear();
    }

    static long exchangeNanos(long transactionNanos, long eventNanos) {
        return transactionNanos != Fixed8.NULL ? transactionNanos : eventNanos;
    }
}
