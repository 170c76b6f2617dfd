package io.onetape.backtest.synthetic;

import io.onetape.journal.schema.OrderAction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A venue's book in small: price-time priority, integer ticks and lots. Incoming orders match at the resting order's price, what is left of a limit order
 * rests. Single-threaded.
 */
final class MatchingBook {
    private final NavigableMap<Long, PriceLevel> bids = new TreeMap<>(Collections.reverseOrder());
    private final NavigableMap<Long, PriceLevel> asks = new TreeMap<>();
    private final List<MarketOrder> live = new ArrayList<>();
    private final MatchListener listener;
    private long lastId;

    MatchingBook(MatchListener listener) {
        this.listener = listener;
    }

    /** A limit order: matches what it crosses, and rests with the rest. */
    void limit(boolean buys, long ticks, long lots) {
        long rest = match(buys, ticks, lots);
        if (rest > 0) {
            MarketOrder order = new MarketOrder(++lastId, buys, ticks, rest);
            order.index = live.size();
            live.add(order);
            PriceLevel level = side(buys).computeIfAbsent(ticks, PriceLevel::new);
            level.add(order);
            listener.orderChanged(OrderAction.ADD, order);
            listener.levelChanged(buys, ticks, level.lots());
        }
    }

    /** A market order: matches what is there; the rest is gone. */
    void market(boolean buys, long lots) {
        match(buys, buys ? Long.MAX_VALUE : Long.MIN_VALUE, lots);
    }

    void cancel(MarketOrder order) {
        leave(order);
        PriceLevel level = Objects.requireNonNull(order.level);
        listener.orderChanged(OrderAction.DELETE, order);
        listener.levelChanged(order.bid, order.ticks, level.lots());
    }

    int liveOrders() {
        return live.size();
    }

    /** One of the live orders, by a number from 0 to {@link #liveOrders()}. */
    MarketOrder liveOrder(int index) {
        return live.get(index);
    }

    /** The best level, null if the side is empty. */
    @Nullable PriceLevel best(boolean bid) {
        Map.Entry<Long, PriceLevel> first = side(bid).firstEntry();
        return first == null ? null : first.getValue();
    }

    /** All levels of a side, best first. */
    Iterable<PriceLevel> levels(boolean bid) {
        return side(bid).values();
    }

    int levelCount(boolean bid) {
        return side(bid).size();
    }

    long lotsAt(boolean bid, long ticks) {
        PriceLevel level = side(bid).get(ticks);
        return level == null ? 0 : level.lots();
    }

    private long match(boolean buys, long limitTicks, long lots) {
        long rest = lots;
        while (rest > 0) {
            PriceLevel level = best(!buys);
            if (level == null || (buys ? level.ticks > limitTicks : level.ticks < limitTicks)) {
                break;
            }
            MarketOrder resting = Objects.requireNonNull(level.oldest(), "a level without orders");
            long matched = Math.min(rest, resting.lots);
            rest -= matched;
            level.reduce(resting, matched);
            if (resting.lots == 0) {
                leave(resting);
            }
            listener.matched(level.ticks, matched, buys);
            listener.orderChanged(OrderAction.EXECUTE, resting);
            listener.levelChanged(!buys, level.ticks, level.lots());
        }
        return rest;
    }

    private void leave(MarketOrder order) {
        PriceLevel level = Objects.requireNonNull(order.level);
        level.remove(order);
        if (level.oldest() == null) {
            side(order.bid).remove(order.ticks);
        }
        MarketOrder last = live.remove(live.size() - 1);
        if (last != order) {
            live.set(order.index, last);
            last.index = order.index;
        }
    }

    private NavigableMap<Long, PriceLevel> side(boolean bid) {
        return bid ? bids : asks;
    }
}
