package io.onetape.services.marketdata.levels;

import io.onetape.journal.record.LevelsView;

/** Quantities at neighbouring ticks, with a bit for each that is taken. It lies over {@link #ticks} keys, or over none. Mutable, single-threaded. */
final class TickArray {
    /** All of most instruments' prices, and small enough for a cache. */
    static final int FEWEST_TICKS = 1 << 14;

    /** Where a tick is a small part of the price: a megabyte. */
    private static final int MOST_TICKS = 1 << 17;

    private long[] quantities = {};
    private long[] taken = {};
    private long base; // key of the first tick
    private long span; // from the first tick to behind the last, 0: it lies over none
    private int ticks = FEWEST_TICKS;
    private long tick;
    private double perTick;
    private int top = -1; // the highest tick that is taken
    private int count;

    /** Lays it, empty, over the keys around {@code highest}. */
    void layOut(long highest, long newTick) {
        if (quantities.length != ticks) {
            quantities = new long[ticks];
            taken = new long[ticks / Long.SIZE];
        }
        tick = newTick;
        perTick = 1.0 / (double) newTick;
        base = highest - (ticks - ticks / 4) * newTick; // the highest key may rise as well as fall
        span = ticks * newTick;
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

    /** From the next time on it is laid over as many keys as it can, {@code most} at most; false, and nothing done, if it is already. */
    boolean lengthen(int most) {
        int longest = Math.min(most, MOST_TICKS) & -Long.SIZE;
        boolean longer = longest > ticks;
        ticks = longer ? longest : ticks;
        return longer;
    }

    int ticks() {
        return ticks;
    }

    boolean isLaidOut() {
        return span != 0;
    }

    /** True if the highest key that is taken, if there is one, has fallen far. */
    boolean isLow() {
        return top < ticks / 4;
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

    /**
     * Puts levels, whose keys are {@code sign} times their prices, from {@code first} on; returns the first that is not on its ticks, or that could be the last one to be freed. The same as
     * {@link #put} of each: what it reads of this array again and again stays in registers.
     */
    int putAll(LevelsView changed, int first, int sign) {
        long[] all = quantities;
        long[] bits = taken;
        long from = base;
        long step = tick;
        double perStep = perTick;
        int highest = top;
        int total = count;
        int next = first;
        for (int end = changed.count(); next < end; next++) {
            long offset = sign * changed.price(next) - from;
            long quantity = changed.quantity(next);
            int at = (int) ((double) offset * perStep + 0.5);
            if (at < 0 || at >= all.length || at * step != offset || quantity < 0 || total <= 1) {
                break;
            }
            long isTaken = -quantity >>> 63;
            long change = isTaken ^ (-all[at] >>> 63);
            all[at] = quantity;
            bits[at >> 6] ^= change << at;
            total += (int) (change * (2 * isTaken - 1));
            if (at >= highest) {
                highest = quantity != 0 ? at : at == highest ? below(at) : highest;
            }
        }
        top = highest;
        count = total;
        return next;
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
