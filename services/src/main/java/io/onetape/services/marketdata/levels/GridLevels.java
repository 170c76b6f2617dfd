package io.onetape.services.marketdata.levels;

import io.onetape.journal.record.LevelsView;

/**
 * Quantities by key, the highest keys in an array by tick: setting one of them costs no search. Keys further away from the highest than the array reaches are kept in
 * {@link SortedLevels}. The tick is found from the keys themselves: at the first change once there are enough, and whenever one comes that is between two ticks. None of
 * this shows but in the time that it takes. Mutable, single-threaded.
 */
public final class GridLevels {
    /** With fewer keys no array is made; so many, the highest, tell the tick. */
    private static final int ENOUGH = 32;

    /** Of a larger tick no array is made, nor once a key was further from 0 than the other: differences stay in 64 bits. */
    private static final long LARGEST_TICK = 1L << 40;

    private static final long LARGEST_KEY = 1L << 61;

    private final int maximum;
    private final TickArray array = new TickArray();
    private final SortedLevels below; // keys under the array's first; all while there is no array
    private int outside; // changes below the array since its length was chosen
    private boolean tried; // to make an array, since the last clear

    /** Holds {@code maximum} levels at most: beyond them the lowest keys are let go. */
    public GridLevels(int maximum) {
        if (maximum <= TickArray.FEWEST_TICKS) {
            throw new IllegalArgumentException(
                    "expected more levels than " + TickArray.FEWEST_TICKS + ", found " + maximum);
        }
        this.maximum = maximum;
        below = new SortedLevels(maximum);
    }

    /** Number of keys. */
    public int size() {
        return array.count() + below.size();
    }

    /** Takes all away; what was allocated is kept. */
    public void clear() {
        array.takeAway();
        below.clear();
        tried = false;
    }

    /** Sets the quantity of a key, 0 or more; 0 removes it. */
    public void set(long key, long quantity) {
        int at = array.tickOf(key);
        if (at < 0 || size() == maximum) {
            setSlowly(key, quantity);
        } else {
            put(at, quantity);
        }
    }

    /** Sets levels, whose keys are {@code sign} times their prices, from {@code first} on; returns the first that is left to {@link #set}, their number if there is none. */
    public int setAll(LevelsView changed, int first, int sign) {
        return size() + changed.count() > maximum ? first : array.putAll(changed, first, sign);
    }

    private void put(int at, long quantity) {
        array.put(at, quantity);
        if (array.count() == 0 && below.size() > 0) {
            layOut(highestBelow(), array.tick());
        }
    }

    /** 0 if there is no such key. */
    public long quantityOf(long key) {
        if (!array.covers(key)) {
            return below.quantityOf(key);
        }
        int at = array.tickOf(key);
        return at < 0 ? 0 : array.quantity(at);
    }

    /** The number of keys above this one, which need not be there. */
    public int above(long key) {
        return array.isLaidOut() && key >= array.firstKey() ? array.above(key) : array.count() + below.above(key);
    }

    /** A position for {@link #key} and {@link #quantity}, 0 being the highest key; valid until the next change. */
    public int positionFromTop(int index) {
        if (index < 0 || index >= size()) {
            throw new IndexOutOfBoundsException("expected a level below " + size() + ", found " + index);
        }
        return index < array.count() ? array.fromTop(index) : ~below.positionFromTop(index - array.count());
    }

    /** The key at a position. */
    public long key(int position) {
        return position < 0 ? below.key(~position) : array.key(position);
    }

    /** The quantity at a position. */
    public long quantity(int position) {
        return position < 0 ? below.quantity(~position) : array.quantity(position);
    }

    /** Adds a key below all others; false, and nothing done, if it is not below. For loading many in linear time. */
    public boolean addLowest(long key, long quantity) {
        return !array.isLaidOut() && below.addLowest(key, quantity);
    }

    /** What happens seldom. */
    private void setSlowly(long key, long quantity) {
        if (quantity != 0 && size() == maximum && quantityOf(key) == 0) {
            if (key < lowestBelow()) {
                return; // lower than all that is kept
            }
            below.set(lowestBelow(), 0);
        }
        int at = array.tickOf(key);
        if (at >= 0) {
            put(at, quantity);
        } else if (array.covers(key)) {
            setBetween(key, quantity);
        } else {
            setOutside(key, quantity);
        }
    }

    /** Not within the array's keys, or there is no array. */
    private void setOutside(long key, long quantity) {
        if (quantity != 0 && isFarFromZero(key)) {
            moveArrayBelow();
            tried = true;
        }
        if (!tried && below.size() >= ENOUGH) {
            tried = true;
            layOut(highestBelow(), tickOfHighest());
            set(key, quantity);
        } else if (array.isLaidOut() && quantity != 0 && (key > array.firstKey() || array.isLow())) {
            layOut(highestWith(key), array.tick()); // it has risen or fallen so far that the array follows, or is empty
            set(key, quantity);
        } else {
            below.set(key, quantity);
            if (array.isLaidOut() && ++outside > array.ticks() / 4) {
                reachFurther();
            }
        }
    }

    /** So much happens below the array that a longer one saves time. */
    private void reachFurther() {
        outside = 0;
        if (array.lengthen(maximum - 1)) {
            layOut(highestWith(array.firstKey()), array.tick());
        }
    }

    /** Within the array's keys, but at none of its ticks: the real tick is a smaller one. */
    private void setBetween(long key, long quantity) {
        if (quantity != 0) {
            layOut(highestWith(key), greatestCommonDivisor(array.tick(), key - array.firstKey()));
            set(key, quantity);
        }
    }

    /** Lays the array over the keys around the highest one, and moves what is there into it. Keys between its ticks make the tick a smaller one. */
    private void layOut(long highest, long tick) {
        moveArrayBelow();
        if (tick > LARGEST_TICK) {
            return;
        }
        array.layOut(highest, tick);
        while (below.size() > 0 && highestBelow() >= array.firstKey()) {
            long key = highestBelow();
            int at = array.tickOf(key);
            if (at < 0) {
                layOut(highest, greatestCommonDivisor(tick, key - array.firstKey()));
                return;
            }
            array.put(at, below.quantityOf(key));
            below.set(key, 0);
        }
    }

    private void moveArrayBelow() {
        for (int at = array.top(); at >= 0; at = array.below(at)) {
            below.set(array.key(at), array.quantity(at));
        }
        array.takeAway();
    }

    /** No array is made if one of the lowest keys is too far away to be told from the highest; then the step is the largest. */
    private long tickOfHighest() {
        if (isFarFromZero(highestBelow()) || isFarFromZero(lowestBelow())) {
            return Long.MAX_VALUE;
        }
        long step = 0;
        for (int i = 1; i < ENOUGH; i++) {
            step = greatestCommonDivisor(step, highestBelow() - below.key(below.positionFromTop(i)));
        }
        return step;
    }

    private static boolean isFarFromZero(long key) {
        return key > LARGEST_KEY || key < -LARGEST_KEY;
    }

    private long highestWith(long key) {
        return size() == 0 ? key : Math.max(key, key(positionFromTop(0)));
    }

    private long highestBelow() {
        return below.key(below.positionFromTop(0));
    }

    private long lowestBelow() {
        return below.key(below.positionFromTop(below.size() - 1));
    }

    /** Of a number from 0 on and one above 0. */
    private static long greatestCommonDivisor(long a, long b) {
        long x = a;
        long y = b;
        while (y != 0) {
            long rest = x % y;
            x = y;
            y = rest;
        }
        return x;
    }
}
