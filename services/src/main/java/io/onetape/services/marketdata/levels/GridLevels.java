package io.onetape.services.marketdata.levels;

/**
 * Quantities by key, the highest keys in an array by tick: setting one of them costs no search. Keys further away from the highest than the array reaches are kept in
 * {@link SortedLevels}. The tick is found from the keys themselves: at the first change once there are enough, and whenever one comes that is between two ticks. None of
 * this shows but in the time that it takes. Mutable, single-threaded.
 */
public final class GridLevels {
    /** Ticks of the array: percents of most instruments' prices, and small enough for a cache. */
    static final int TICKS = 1 << 14;

    /** Of a larger tick, or keys beyond the other, no array is made: sums stay in 64 bits. */
    private static final long LARGEST_TICK = 1L << 40;

    /** With fewer keys no array is made. */
    private static final int ENOUGH = 32;

    private static final long LARGEST_KEY = 1L << 62;

    /** Where the highest key stands when the array is laid out: it may rise as well as fall. */
    private static final int TOP = TICKS / 4 * 3;

    private final int maximum;
    private final SortedLevels below; // keys under the array's first; all while there is no array
    private long[] quantities = {};
    private long[] taken = {}; // a bit for each tick that has a quantity
    private long base; // key of the first tick
    private long span; // from the first tick to behind the last, 0: no array
    private long tick;
    private double perTick;
    private int top = -1; // the highest tick that is taken
    private int inArray;
    private boolean tried; // to make an array, since the last clear

    /** Holds {@code maximum} levels at most: beyond them the lowest keys are let go. */
    public GridLevels(int maximum) {
        if (maximum <= TICKS) {
            throw new IllegalArgumentException("expected more levels than " + TICKS + ", found " + maximum);
        }
        this.maximum = maximum;
        below = new SortedLevels(maximum);
    }

    /** Number of keys. */
    public int size() {
        return inArray + below.size();
    }

    /** Takes all away; what was allocated is kept. */
    public void clear() {
        takeArrayAway();
        below.clear();
        span = 0;
        tried = false;
    }

    /** Sets the quantity of a key; 0 removes it. */
    public void set(long key, long quantity) {
        long offset = key - base;
        int at = tickOf(offset);
        if (Long.compareUnsigned(offset, span) >= 0 || at * tick != offset || size() == maximum) {
            setSlowly(key, quantity);
        } else {
            put(at, quantity);
        }
    }

    /** 0 if there is no such key. */
    public long quantityOf(long key) {
        long offset = key - base;
        if (Long.compareUnsigned(offset, span) >= 0) {
            return below.quantityOf(key);
        }
        int at = tickOf(offset);
        return at * tick == offset ? quantities[at] : 0;
    }

    /** The number of keys above this one, which need not be there. */
    public int above(long key) {
        if (span == 0 || key < base) {
            return inArray + below.above(key);
        }
        long offset = key - base;
        int first = offset >= span ? TICKS : (int) (offset / tick) + 1;
        int above = 0;
        for (int at = top; at >= first; at = takenBelow(at)) {
            above++;
        }
        return above;
    }

    /** A position for {@link #key} and {@link #quantity}, 0 being the highest key; valid until the next change. */
    public int positionFromTop(int index) {
        if (index < 0 || index >= size()) {
            throw new IndexOutOfBoundsException("expected a level below " + size() + ", found " + index);
        }
        if (index >= inArray) {
            return ~below.positionFromTop(index - inArray);
        }
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

    /** The key at a position. */
    public long key(int position) {
        return position < 0 ? below.key(~position) : base + position * tick;
    }

    /** The quantity at a position. */
    public long quantity(int position) {
        return position < 0 ? below.quantity(~position) : quantities[position];
    }

    /** Adds a key below all others; false, and nothing done, if it is not below. For loading many in linear time. */
    public boolean addLowest(long key, long quantity) {
        return span == 0 && below.addLowest(key, quantity);
    }

    private void put(int at, long quantity) {
        long isTaken = -quantity >>> 63; // none is negative
        long wasTaken = -quantities[at] >>> 63;
        quantities[at] = quantity;
        taken[at >> 6] ^= (isTaken ^ wasTaken) << at;
        inArray += (int) (isTaken - wasTaken);
        if (at >= top) {
            topChanged(at, quantity);
        }
    }

    private void topChanged(int at, long quantity) {
        if (quantity != 0) {
            top = at;
        } else if (at == top) {
            top = takenBelow(at);
            if (top < 0 && below.size() > 0) {
                layOut(highestBelow());
            }
        }
    }

    /** What happens seldom. */
    private void setSlowly(long key, long quantity) {
        long offset = key - base;
        if (quantity != 0 && size() == maximum && quantityOf(key) == 0) {
            if (key < lowestBelow()) {
                return; // lower than all that is kept
            }
            below.set(lowestBelow(), 0);
        }
        if (Long.compareUnsigned(offset, span) >= 0) {
            setOutside(key, quantity);
        } else if (tickOf(offset) * tick != offset) {
            setBetween(key, quantity);
        } else {
            put(tickOf(offset), quantity);
        }
    }

    /** Not within the array's keys, or there is no array. */
    private void setOutside(long key, long quantity) {
        if (span == 0 && !tried && below.size() >= ENOUGH) {
            makeArray();
            set(key, quantity);
        } else if (span != 0 && quantity != 0 && (key > base || top < TICKS / 4)) {
            // It has risen or fallen so far that the array follows, or the array is empty.
            layOut(size() == 0 ? key : Math.max(key, key(positionFromTop(0))));
            set(key, quantity);
        } else {
            below.set(key, quantity);
        }
    }

    /** Within the array's keys, but at none of its ticks: the real tick is a smaller one. */
    private void setBetween(long key, long quantity) {
        if (quantity != 0) {
            long highest = Math.max(key, key(positionFromTop(0)));
            long finer = greatestCommonDivisor(tick, key - base);
            moveArrayBelow();
            useTick(finer);
            layOut(highest);
            set(key, quantity);
        }
    }

    private void makeArray() {
        tried = true;
        long highest = highestBelow();
        long step = 0;
        for (int i = 1; i < below.size(); i++) {
            step = greatestCommonDivisor(step, highest - below.key(below.positionFromTop(i)));
        }
        useTick(step);
        layOut(highest);
    }

    private void useTick(long step) {
        tick = step;
        perTick = 1.0 / (double) step;
    }

    /** Lays the array so that this key has its place, and moves what is within it there. Keys between its ticks make the tick a smaller one. */
    private void layOut(long highest) {
        moveArrayBelow();
        span = 0;
        if (Math.abs(highest) > LARGEST_KEY || tick > LARGEST_TICK) {
            return;
        }
        if (quantities.length == 0) {
            quantities = new long[TICKS];
            taken = new long[TICKS / Long.SIZE];
        }
        base = highest - TOP * tick;
        span = TICKS * tick;
        while (below.size() > 0) {
            int position = below.positionFromTop(0);
            long key = below.key(position);
            long offset = key - base;
            if (offset < 0) {
                break;
            }
            int at = tickOf(offset);
            if (at * tick != offset) {
                moveArrayBelow(); // by the former tick
                useTick(greatestCommonDivisor(tick, offset));
                layOut(highest);
                return;
            }
            long quantity = below.quantity(position);
            below.set(key, 0);
            put(at, quantity);
        }
    }

    private void moveArrayBelow() {
        for (int at = top; at >= 0; at = takenBelow(at)) {
            below.set(base + at * tick, quantities[at]);
        }
        takeArrayAway();
    }

    private void takeArrayAway() {
        for (int at = top; at >= 0; ) {
            quantities[at] = 0;
            int next = takenBelow(at);
            if (next >> 6 != at >> 6) {
                taken[at >> 6] = 0;
            }
            at = next;
        }
        top = -1;
        inArray = 0;
    }

    /** The next tick under this one that is taken, -1 if there is none. */
    private int takenBelow(int at) {
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

    private int tickOf(long offset) {
        return (int) ((double) offset * perTick + 0.5);
    }

    private long highestBelow() {
        return below.key(below.positionFromTop(0));
    }

    private long lowestBelow() {
        return below.key(below.positionFromTop(below.size() - 1));
    }

    private static long greatestCommonDivisor(long a, long b) {
        long x = Math.abs(a);
        long y = Math.abs(b);
        while (y != 0) {
            long rest = x % y;
            x = y;
            y = rest;
        }
        return x;
    }
}
