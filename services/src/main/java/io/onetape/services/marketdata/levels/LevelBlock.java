package io.onetape.services.marketdata.levels;

/** Some neighbouring levels, sorted by key. Mutable, single-threaded. */
final class LevelBlock {
    /** Small enough that an insertion moves few cache lines, large enough that a book has few blocks. */
    static final int CAPACITY = 64;

    final long[] keys = new long[CAPACITY];
    final long[] quantities = new long[CAPACITY];
    int size;

    /** Where the key is, or {@code ~} where it would have to be. */
    int find(long key) {
        return find(keys, size, key);
    }

    /** A binary search without a branch to mispredict: which way it goes is no better than a coin's toss. */
    static int find(long[] keys, int size, long key) {
        if (size == 0) {
            return ~0;
        }
        int base = 0;
        for (int left = size; left > 1; ) {
            int half = left >>> 1;
            base += keys[base + half] <= key ? half : 0;
            left -= half;
        }
        long found = keys[base];
        return found == key ? base : ~(found < key ? base + 1 : base);
    }

    void insert(int at, long key, long quantity) {
        System.arraycopy(keys, at, keys, at + 1, size - at);
        System.arraycopy(quantities, at, quantities, at + 1, size - at);
        keys[at] = key;
        quantities[at] = quantity;
        size++;
    }

    void remove(int at) {
        size--;
        System.arraycopy(keys, at + 1, keys, at, size - at);
        System.arraycopy(quantities, at + 1, quantities, at, size - at);
    }

    /** Moves the levels from {@code at} on to the end of {@code other}, all of whose keys are below. */
    void moveTail(int at, LevelBlock other) {
        int moved = size - at;
        System.arraycopy(keys, at, other.keys, other.size, moved);
        System.arraycopy(quantities, at, other.quantities, other.size, moved);
        other.size += moved;
        size = at;
    }
}
