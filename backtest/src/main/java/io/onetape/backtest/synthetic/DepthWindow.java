package io.onetape.backtest.synthetic;

import java.util.Collection;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.TreeSet;

/** What changed in a book since the last depth update: the levels, and the update ids U, u and pu. Single-threaded. */
final class DepthWindow {
    private final NavigableSet<Long> bidTicks = new TreeSet<>(Collections.reverseOrder());
    private final NavigableSet<Long> askTicks = new TreeSet<>();
    private long previousUpdateId;
    private long firstUpdateId;
    private long lastUpdateId;
    private long lastChangeNanos;

    DepthWindow(long firstUpdateId) {
        previousUpdateId = firstUpdateId - 1;
        this.firstUpdateId = firstUpdateId;
        lastUpdateId = firstUpdateId - 1;
    }

    void changed(boolean bid, long ticks) {
        (bid ? bidTicks : askTicks).add(ticks);
    }

    /** The changes since the last call were one update of the book. */
    void updated(long updateId, long nanos) {
        lastUpdateId = updateId;
        lastChangeNanos = nanos;
    }

    boolean isEmpty() {
        return bidTicks.isEmpty() && askTicks.isEmpty();
    }

    /** Begins anew after what was seen. */
    void next() {
        bidTicks.clear();
        askTicks.clear();
        previousUpdateId = lastUpdateId;
        firstUpdateId = lastUpdateId + 1;
    }

    /** Highest first. */
    Collection<Long> bidTicks() {
        return bidTicks;
    }

    /** Lowest first. */
    Collection<Long> askTicks() {
        return askTicks;
    }

    long previousUpdateId() {
        return previousUpdateId;
    }

    long firstUpdateId() {
        return firstUpdateId;
    }

    long lastUpdateId() {
        return lastUpdateId;
    }

    long lastChangeNanos() {
        return lastChangeNanos;
    }
}
