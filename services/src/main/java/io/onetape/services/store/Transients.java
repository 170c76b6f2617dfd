package io.onetape.services.store;

import org.agrona.collections.IntArrayList;
import org.agrona.collections.IntHashSet;
import org.agrona.collections.LongArrayQueue;

/** Takes entries out of the map whose time is over, by the tape's time, once a second of it. Of the orders that have ended it keeps the last few only. */
final class Transients {
    /** A top of a book says something for this long. */
    static final long TOP_NANOS = 10_000_000_000L;

    /** An order that has ended stays for this long. */
    static final long ENDED_NANOS = 60_000_000_000L;

    /** And there are at most this many of those. */
    static final int ENDED = 4_096;

    private static final long EVERY_NANOS = 1_000_000_000L;

    private final ListedEntries map;
    private final IntHashSet known = new IntHashSet();
    private final IntArrayList instruments = new IntArrayList();
    private final LongArrayQueue ended = new LongArrayQueue(); // when it expires, strategy, intent; the oldest first
    private long dueNanos = Long.MIN_VALUE;

    Transients(ListedEntries map) {
        this.map = map;
    }

    void top(int instrument) {
        if (known.add(instrument)) {
            instruments.addInt(instrument);
        }
    }

    void ended(long strategy, long intent, long expiresNanos) {
        ended.addLong(expiresNanos);
        ended.addLong(strategy);
        ended.addLong(intent);
        if (ended.size() > 3 * ENDED) {
            ended.pollLong();
            map.remove(View.ORDER, ended.pollLong(), ended.pollLong());
        }
    }

    void expire(long nowNanos) {
        if (nowNanos < dueNanos) {
            return;
        }
        dueNanos = nowNanos + EVERY_NANOS;
        for (int i = 0; i < instruments.size(); i++) {
            map.removeExpired(View.TOP, instruments.getInt(i), 0, nowNanos);
        }
        while (!ended.isEmpty() && ended.peekLong() <= nowNanos) {
            ended.pollLong();
            map.removeExpired(View.ORDER, ended.pollLong(), ended.pollLong(), nowNanos); // not if there is a later note
        }
    }
}
