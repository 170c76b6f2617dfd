package io.onetape.services.marketdata;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.Side;
import java.util.Arrays;

/**
 * One side of a book: price levels with their whole quantity, all in Fixed8. Level 0 is the best, at the touch. Allocates only when it grows; holds
 * {@link #MAX_LEVELS} at most, beyond which the levels furthest from the touch are let go. Mutable, single-threaded.
 */
public final class BookSide {
    /** Levels of one side; live books grow beyond the venue's snapshot, because updates name levels that it did not hold. */
    public static final int MAX_LEVELS = 1 << 17;

    private static final int INITIAL_CAPACITY = 2048;

    private final int sign;
    // Sorted by sign x price, the best last: most changes are near the touch, and then they move few elements.
    private long[] keys = new long[INITIAL_CAPACITY];
    private long[] quantities = new long[INITIAL_CAPACITY];
    private int size;

    /** An empty side: of BUY orders the highest price is the best, of SELL orders the lowest. */
    public BookSide(Side side) {
        sign = side == Side.BUY ? 1 : -1;
    }

    /** Sets the whole quantity of a level; 0 removes it, and removing a level that is not there is normal. */
    public void set(long price, long quantity) {
        check(price, quantity);
        long key = sign * price;
        int at = find(key);
        if (at >= 0) {
            if (quantity == 0) {
                remove(at);
            } else {
                quantities[at] = quantity;
            }
        } else if (quantity != 0) {
            insert(~at, key, quantity);
        }
    }

    /** Takes all levels away. */
    public void clear() {
        size = 0;
    }

    /** Number of levels. */
    public int levels() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** Price of the best level, {@link Fixed8#NULL} if there is none. */
    public long bestPrice() {
        return size == 0 ? Fixed8.NULL : sign * keys[size - 1];
    }

    /** Quantity of the best level, {@link Fixed8#NULL} if there is none. */
    public long bestQuantity() {
        return size == 0 ? Fixed8.NULL : quantities[size - 1];
    }

    /** Price of a level, 0 being the best and {@link #levels()} the bound. */
    public long price(int level) {
        return sign * keys[index(level)];
    }

    /** Quantity of a level, 0 being the best and {@link #levels()} the bound. */
    public long quantity(int level) {
        return quantities[index(level)];
    }

    /** Quantity at a price, 0 if there is no such level. */
    public long quantityAt(long price) {
        int at = find(sign * price);
        return at < 0 ? 0 : quantities[at];
    }

    /** The number of levels that are better than {@code price}; so it is the level with this price, if there is one. */
    public int levelsBetterThan(long price) {
        int at = find(sign * price);
        return size - 1 - (at >= 0 ? at : ~at - 1);
    }

    /** Begins a bulk load, which replaces all levels: then {@link #load} for each, best first, then {@link #finishLoad}. */
    void startLoad() {
        size = 0;
    }

    /** One level of a bulk load; one without quantity is passed over. */
    void load(long price, long quantity) {
        check(price, quantity);
        if (quantity != 0 && size < MAX_LEVELS) {
            growTo(size + 1);
            keys[size] = sign * price;
            quantities[size++] = quantity;
        }
    }

    /** Ends a bulk load. Linear if the levels came best first; any other order gives the same book more slowly. */
    void finishLoad() {
        for (int low = 0, high = size - 1; low < high; low++, high--) {
            swap(keys, low, high);
            swap(quantities, low, high);
        }
        for (int i = 1; i < size; i++) {
            if (keys[i] <= keys[i - 1]) {
                sortLoaded();
                return;
            }
        }
    }

    private void sortLoaded() {
        long[] loadedKeys = Arrays.copyOf(keys, size);
        long[] loadedQuantities = Arrays.copyOf(quantities, size);
        size = 0;
        for (int i = loadedKeys.length - 1; i >= 0; i--) {
            set(sign * loadedKeys[i], loadedQuantities[i]);
        }
    }

    private void insert(int at, long key, long quantity) {
        if (size == MAX_LEVELS) {
            if (at == 0) {
                return; // further away than all that is kept
            }
            remove(0);
            at--;
        }
        growTo(size + 1);
        int behind = size - at;
        System.arraycopy(keys, at, keys, at + 1, behind);
        System.arraycopy(quantities, at, quantities, at + 1, behind);
        keys[at] = key;
        quantities[at] = quantity;
        size++;
    }

    private void remove(int at) {
        int behind = size - at - 1;
        System.arraycopy(keys, at + 1, keys, at, behind);
        System.arraycopy(quantities, at + 1, quantities, at, behind);
        size--;
    }

    private void growTo(int levels) {
        if (levels > keys.length) {
            keys = Arrays.copyOf(keys, keys.length * 2);
            quantities = Arrays.copyOf(quantities, keys.length);
        }
    }

    private int find(long key) {
        return Arrays.binarySearch(keys, 0, size, key);
    }

    private int index(int level) {
        if (level < 0 || level >= size) {
            throw new IndexOutOfBoundsException("expected a level below " + size + ", found " + level);
        }
        return size - 1 - level;
    }

    private static void swap(long[] values, int a, int b) {
        long kept = values[a];
        values[a] = values[b];
        values[b] = kept;
    }

    private static void check(long price, long quantity) {
        if (price == Fixed8.NULL || quantity < 0) {
            throw new IllegalArgumentException("expected a price and a quantity of 0 or more, found "
                    + Fixed8.toString(price) + " x " + Fixed8.toString(quantity));
        }
    }
}
