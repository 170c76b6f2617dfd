package io.onetape.services.marketdata;

import io.onetape.journal.schema.DepthUpdateDecoder;

/**
 * Depth updates that wait for a snapshot, first in, first out. Bounded by {@link #MAX_UPDATES} and {@link #MAX_LEVELS}: beyond them the oldest are let
 * go. Flat in one array, which is kept once grown. Mutable, single-threaded.
 */
final class KeptUpdates {
    static final int MAX_UPDATES = 4096;
    static final int MAX_LEVELS = 1 << 20;

    // An update is these words, then price and quantity of each level, bids first.
    private static final int FIRST_ID = 0;
    private static final int LAST_ID = 1;
    private static final int PREVIOUS_ID = 2;
    private static final int EXCHANGE_NANOS = 3;
    private static final int BIDS = 4;
    private static final int ASKS = 5;
    private static final int LEVELS = 6;

    private long[] words = new long[1024];
    private int head;
    private int tail;
    private int open; // where the update that is being added begins
    private int updates;
    private int levels;

    int size() {
        return updates;
    }

    void clear() {
        head = 0;
        tail = 0;
        updates = 0;
        levels = 0;
    }

    /** Keeps an update; the number of older ones that had to go for it. Reads the decoder's groups. */
    int add(DepthUpdateDecoder update, long exchangeNanos) {
        begin(update.firstUpdateId(), update.lastUpdateId(), update.previousUpdateId(), exchangeNanos);
        DepthUpdateDecoder.BidsDecoder bid = update.bids();
        while (bid.hasNext()) {
            bid.next();
            addLevel(true, bid.price(), bid.quantity());
        }
        DepthUpdateDecoder.AsksDecoder ask = update.asks();
        while (ask.hasNext()) {
            ask.next();
            addLevel(false, ask.price(), ask.quantity());
        }
        return finish();
    }

    /** Begins an update that is added level by level: all bids, then all asks, then {@link #finish}. */
    void begin(long firstId, long lastId, long previousId, long exchangeNanos) {
        reserve(LEVELS);
        open = tail;
        words[open + FIRST_ID] = firstId;
        words[open + LAST_ID] = lastId;
        words[open + PREVIOUS_ID] = previousId;
        words[open + EXCHANGE_NANOS] = exchangeNanos;
        words[open + BIDS] = 0;
        words[open + ASKS] = 0;
        tail += LEVELS;
        updates++;
    }

    void addLevel(boolean bid, long price, long quantity) {
        reserve(2);
        words[tail++] = price;
        words[tail++] = quantity;
        words[open + (bid ? BIDS : ASKS)]++;
        levels++;
    }

    /** The update is complete; the number of older ones that had to go for it. */
    int finish() {
        int letGo = 0;
        while (updates > MAX_UPDATES || (levels > MAX_LEVELS && updates > 1)) {
            removeFirst();
            letGo++;
        }
        return letGo;
    }

    /** Where the oldest update stands; valid if there is one, until something is added or removed. */
    int first() {
        return head;
    }

    /** Where the update behind the one at {@code at} stands; {@link #end()} if that was the newest. */
    int next(int at) {
        return at + LEVELS + 2 * levelsAt(at);
    }

    int end() {
        return tail;
    }

    long firstId(int at) {
        return words[at + FIRST_ID];
    }

    long lastId(int at) {
        return words[at + LAST_ID];
    }

    long previousId(int at) {
        return words[at + PREVIOUS_ID];
    }

    long exchangeNanos(int at) {
        return words[at + EXCHANGE_NANOS];
    }

    /** The number of bids; the levels from there on are asks. */
    int bids(int at) {
        return (int) words[at + BIDS];
    }

    int levelsAt(int at) {
        return (int) (words[at + BIDS] + words[at + ASKS]);
    }

    long price(int at, int level) {
        return words[at + LEVELS + 2 * level];
    }

    long quantity(int at, int level) {
        return words[at + LEVELS + 2 * level + 1];
    }

    /** Sets all levels of the update at {@code at}. */
    void apply(int at, OrderBook book) {
        int bids = bids(at);
        int all = levelsAt(at);
        for (int level = 0; level < all; level++) {
            (level < bids ? book.bids() : book.asks()).set(price(at, level), quantity(at, level));
        }
    }

    void removeFirst() {
        levels -= levelsAt(head);
        head = next(head);
        updates--;
        if (updates == 0) {
            clear();
        }
    }

    private void reserve(int more) {
        if (tail + more <= words.length) {
            return;
        }
        int used = tail - head;
        // Moving down is worth it only if it frees a quarter, so that each word is moved a bounded number of times.
        long[] to = head >= words.length / 4 ? words : new long[words.length * 2];
        System.arraycopy(words, head, to, 0, used);
        words = to;
        open -= head;
        head = 0;
        tail = used;
    }
}
