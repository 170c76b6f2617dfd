package io.onetape.backtest.naive;

import static java.math.BigDecimal.ZERO;

import io.onetape.backtest.naive.Fact.Quote;
import io.onetape.backtest.naive.Fact.Snapshot;
import io.onetape.backtest.naive.Fact.Update;
import io.onetape.journal.schema.FeedStatus;
import io.onetape.journal.schema.Market;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The crowd's levels of one instrument, the best first, and whether they can be trusted. */
final class NaiveBook {
    final TreeMap<BigDecimal, BigDecimal> bids = new TreeMap<>(Comparator.reverseOrder());
    final TreeMap<BigDecimal, BigDecimal> asks = new TreeMap<>();
    private final Set<BigDecimal> taken =
            new HashSet<>(); // prices where our takers have been since the level was shown
    private final List<Waiting> waiting = new ArrayList<>();
    private final boolean spot;
    private final Hits hits;
    private boolean complete; // there was a snapshot, and nothing was missing since
    private boolean snapshotIsLast; // and no update was applied since
    private boolean stale;
    private long lastId;
    private long lastNanos; // when what the book holds happened
    private long nanos;

    private record Waiting(Update update, long nanos) {}

    NaiveBook(Market market, Hits hits) {
        this.spot = market == Market.SPOT;
        this.hits = hits;
    }

    /** What comes next happened then; null if it does not say, so before anything that does. */
    void at(@Nullable Long exchangeNanos) {
        nanos = exchangeNanos == null ? Long.MIN_VALUE : exchangeNanos;
    }

    boolean isValid() {
        return complete && !stale && !isCrossed();
    }

    private boolean isCrossed() {
        return !bids.isEmpty() && !asks.isEmpty() && bids.firstKey().compareTo(asks.firstKey()) >= 0;
    }

    NavigableMap<BigDecimal, BigDecimal> side(boolean ofBids) {
        return ofBids ? bids : asks;
    }

    BigDecimal quantity(boolean ofBids, BigDecimal price) {
        return side(ofBids).getOrDefault(price, ZERO);
    }

    /** Our taker, or a quote that crosses us, used so much of a level. */
    void use(boolean ofBids, BigDecimal price, BigDecimal quantity) {
        set(ofBids, price, quantity(ofBids, price).subtract(quantity));
        taken.add(price);
    }

    boolean wasTaken(BigDecimal price) {
        return taken.contains(price);
    }

    /** False if it says nothing. */
    boolean take(Snapshot snapshot) {
        if (complete && snapshot.lastId() <= lastId) {
            hits.hit(Rule.SNAPSHOT_TOO_OLD);
            return false;
        }
        hits.hit(Rule.SNAPSHOT_TAKEN);
        clear();
        snapshot.bids().forEach((price, quantity) -> set(true, price, quantity));
        snapshot.asks().forEach((price, quantity) -> set(false, price, quantity));
        complete = true;
        snapshotIsLast = true;
        lastId = snapshot.lastId();
        lastNanos = nanos;
        List<Waiting> kept = List.copyOf(waiting);
        waiting.clear();
        for (Waiting each : kept) {
            hits.hit(Rule.UPDATE_WAITED);
            take(each.update(), each.nanos());
        }
        hits.hitIf(isCrossed(), Rule.BOOK_CROSSED);
        return true;
    }

    /** True if it changed the levels that it names. */
    boolean take(Update update) {
        return take(update, nanos);
    }

    private boolean take(Update update, long happened) {
        if (complete && isOld(update)) {
            hits.hit(Rule.UPDATE_TOO_OLD);
            return false;
        }
        if (complete && !isNext(update)) {
            hits.hit(Rule.UPDATE_MISSING);
            clear();
        }
        if (!complete) {
            waiting.add(new Waiting(update, happened));
            return false;
        }
        update.bids().forEach((price, quantity) -> set(true, price, quantity));
        update.asks().forEach((price, quantity) -> set(false, price, quantity));
        snapshotIsLast = false;
        lastId = update.lastId();
        lastNanos = happened;
        hits.hitIf(isCrossed(), Rule.BOOK_CROSSED);
        return true;
    }

    private boolean isOld(Update update) {
        if (snapshotIsLast) {
            return spot ? update.lastId() <= lastId : update.lastId() < lastId;
        }
        return update.lastId() <= lastId && !isNext(update);
    }

    private boolean isNext(Update update) {
        if (snapshotIsLast) {
            return spot ? update.firstId() <= lastId + 1 : update.firstId() <= lastId || update.previousId() == lastId;
        }
        return spot ? update.firstId() == lastId + 1 : update.previousId() == lastId;
    }

    /** True if it moved the book: it is the best, and what was better is gone. */
    boolean take(Quote quote) {
        boolean hasId = quote.id() > 0;
        if (!isValid() || (hasId ? quote.id() <= lastId : nanos > Long.MIN_VALUE && nanos <= lastNanos)) {
            hits.hit(Rule.QUOTE_TOO_OLD);
            return false;
        }
        hits.hitIf(!hasId, Rule.QUOTE_WITHOUT_AN_ID);
        hits.hit(Rule.QUOTE_MOVES_THE_BOOK);
        touch(true, quote.bid(), quote.bidQuantity());
        touch(false, quote.ask(), quote.askQuantity());
        return true;
    }

    private void touch(boolean ofBids, BigDecimal price, BigDecimal quantity) {
        if (price.signum() == 0) {
            side(ofBids).clear(); // nobody is there
            return;
        }
        side(ofBids).headMap(price, false).clear();
        set(ofBids, price, quantity);
    }

    void take(FeedStatus status) {
        switch (status) {
            case DISCONNECTED -> {
                hits.hit(Rule.FEED_DISCONNECTED);
                waiting.clear();
                clear();
            }
            case GAP -> {
                if (complete) {
                    clear();
                }
            }
            case STALE -> {
                hits.hit(Rule.FEED_STALE);
                stale = complete;
            }
            case SYNCED -> stale = false;
            default -> {} // connected
        }
    }

    private void clear() {
        bids.clear();
        asks.clear();
        taken.clear();
        complete = false;
        stale = false;
    }

    private void set(boolean ofBids, BigDecimal price, BigDecimal quantity) {
        taken.remove(price);
        Map<BigDecimal, BigDecimal> side = side(ofBids);
        if (quantity.signum() == 0) {
            side.remove(price);
        } else {
            side.put(price, quantity);
        }
    }
}
