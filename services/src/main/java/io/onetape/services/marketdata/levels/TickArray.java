package io.onetape.services.marketdata.levels;

/** Quantities at neighbouring ticks, with a bit for each that is taken. It lies over {@link #TICKS} keys, or over none. Mutable, single-threaded. */
final class TickArray {
    /** Percents of most instruments' prices, and small enough for a cache. */
    static final int TICKS = 1 << 14;

    /** Where the highest key stands when the array is laid out: it may rise as well as fall. */
    private static final int TOP = TICKS / 4 * 3;

    private long[] quantities = {};
    private long[] taken = {};
    private long base; // key of the first tick
    private long span; // from the first tick to behind the last, 0: it lies over none
    private long tick;
    private double perTick;
    private int top = -1; // the highest tick that is taken
    private int count;

    /** Lays it, empty, over the keys around {@code highest}. */
    void layOut(long highest, long newTick) {
        if (quantities.length == 0) {
            quantities = new long[TICKS];
            taken = new long[TICKS / Long.SIZE];
        }
        tick = newTick;
        perTick = 1.0 / (double) newTick;
        base = highest - TOP * newTick;
        span = TICKS * newTick;
    }

    /** Empties it; it lies over no key. */
    void takeAway() {
        for (int at = top; at >= 0; ) {
            quantities[at] = 0;
            int next = below(at);
            if (next >> 6 != at >> 6) {
                taken[at >> 6] = 0;
            }
            at = next;
        }
        top = -1;
        count = 0;
        span = 0;
    }

    boolean isLaidOut() {
        return span != 0;
    }

    /** True if the highest key that is taken, if there is one, has fallen far. */
    boolean isLow() {
        return top < TICKS / 4;
    }

    /** True of a key from the first tick to the last, also of one between two. */
    boolean covers(long key) {
        return Long.compareUnsigned(key - base, span) < 0;
    }

    /** The tick of a key; -1 of one that it does not cover, or that is between two ticks. */
    int tickOf(long key) {
        long offset = key - base;
        int at = (int) ((double) offset * perTick + 0.5); // exact for whole ticks: there are few
        return Long.compareUnsigned(offset, span) < 0 && at * tick == offset ? at : -1;
    }

    /** Sets the quantity of a tick, 0 or more; 0 frees it. */
    void put(int at, long quantity) {
        long isTaken = -quantity >>> 63;
        long wasTaken = -quantities[at] >>> 63;
        quantities[at] = quantity;
        taken[at >> 6] ^= (isTaken ^ wasTaken) << at;
        count += (int) (isTaken - wasTaken);
        if (at >= top) {
            top = quantity != 0 ? at : at == top ? below(at) : top;
        }
    }

    long quantity(int at) {
        return quantities[at];
    }

    long key(int at) {
        return base + at * tick;
    }

    long firstKey() {
        return base;
    }

    long tick() {
        return tick;
    }

    /** The highest tick that is taken, -1 if none is. */
    int top() {
        return top;
    }

    /** How many ticks are taken. */
    int count() {
        return count;
    }

    /** The next tick under this one that is taken, -1 if there is none. */
    int below(int at) {
        int word = at >> 6;
        long bits = taken[word] & ((1L << at) - 1);
        while (bits == 0) {
            if (--word < 0) {
                return -1;
            }
            bits = taken[word];
        }
        return (word << 6) + 63 - Long.numberOfLeadingZeros(bits);
    }

    /** How many keys above this one, which it covers or which is above all, are taken. */
    int above(long key) {
        if (!covers(key)) {
            return 0;
        }
        int first = (int) ((key - base) / tick) + 1;
        int above = 0;
        for (int at = top; at >= first; at = below(at)) {
            above++;
        }
        return above;
    }

    /** The tick that is the highest but {@code index} of those that are taken, of which there are more. */
    int fromTop(int index) {
        int word = top >> 6;
        int rest = index;
        while (rest >= Long.bitCount(taken[word])) {
            rest -= Long.bitCount(taken[word--]);
        }
        long bits = taken[word];
        for (; rest > 0; rest--) {
            bits &= ~Long.highestOneBit(bits);
        }
        return (word << 6) + 63 - Long.numberOfLeadingZeros(bits);
    }
}
