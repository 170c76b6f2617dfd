package io.onetape.services.marketdata.levels;

import java.util.Arrays;

/**
 * Quantities by key in sorted blocks. A live side has thousands of levels and changes come all over it: in one sorted array each insertion moved eleven
 * kilobytes on average, in blocks it moves half a kilobyte. Blocks are kept when they become empty, so that nothing is allocated once grown. Mutable,
 * single-threaded.
 */
public final class SortedLevels {
    private static final int HALF = LevelBlock.CAPACITY / 2;
    private static final int INITIAL_BLOCKS = 32;

    private static final int PLACE_BITS = 7;
    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

    private final int maximum;
    private final LevelBlock[] foundIn =
            new LevelBlock[1 << PLACE_BITS]; // by key: where it was found last, and may be again
    private final byte[] foundAt = new byte[1 << PLACE_BITS];
    private LevelBlock[] blocks = new LevelBlock[INITIAL_BLOCKS]; // those from count on are empty
    private long[] lowest = new long[INITIAL_BLOCKS]; // the first key of each block
    private int count;
    private int size;

    /** Holds {@code maximum} levels at most: beyond them the lowest keys are let go. */
    public SortedLevels(int maximum) {
        this.maximum = maximum;
        Arrays.setAll(blocks, i -> new LevelBlock());
        Arrays.fill(foundIn, blocks[0]);
    }

    /** Number of keys. */
    public int size() {
        return size;
    }

    /** Takes all away; what was allocated is kept. */
    public void clear() {
        for (int i = 0; i < count; i++) {
            blocks[i].size = 0;
        }
        count = 0;
        size = 0;
    }

    /** Sets the quantity of a key; 0 removes it. Far from the touch the same few keys come again and again: those are not searched for. */
    public void set(long key, long quantity) {
        int place = (int) ((key * GOLDEN) >>> (Long.SIZE - PLACE_BITS));
        LevelBlock known = foundIn[place];
        int knownAt = foundAt[place];
        if (quantity != 0 && knownAt < known.size && known.keys[knownAt] == key) {
            known.quantities[knownAt] = quantity; // no other block has this key
            return;
        }
        int number = blockOf(key);
        LevelBlock block = blocks[number];
        int at = block.find(key);
        if (at >= 0) {
            if (quantity == 0) {
                remove(number, at);
            } else {
                block.quantities[at] = quantity;
                foundIn[place] = block;
                foundAt[place] = (byte) at;
            }
        } else if (quantity != 0) {
            insert(number, ~at, key, quantity);
        }
    }

    /** 0 if there is no such key. */
    public long quantityOf(long key) {
        LevelBlock block = blocks[blockOf(key)];
        int at = block.find(key);
        return at < 0 ? 0 : block.quantities[at];
    }

    /** The number of keys above this one, which need not be there. */
    public int above(long key) {
        int number = blockOf(key);
        int at = blocks[number].find(key);
        int above = blocks[number].size - (at >= 0 ? at + 1 : ~at);
        for (int i = number + 1; i < count; i++) {
            above += blocks[i].size;
        }
        return above;
    }

    /** A position for {@link #key} and {@link #quantity}, 0 being the highest key; valid until the next change. */
    public int positionFromTop(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("expected a level below " + size + ", found " + index);
        }
        int number = count - 1;
        int rest = index;
        while (rest >= blocks[number].size) {
            rest -= blocks[number--].size;
        }
        return number * LevelBlock.CAPACITY + blocks[number].size - 1 - rest;
    }

    /** The key at a position. */
    public long key(int position) {
        return blocks[position / LevelBlock.CAPACITY].keys[position % LevelBlock.CAPACITY];
    }

    /** The quantity at a position. */
    public long quantity(int position) {
        return blocks[position / LevelBlock.CAPACITY].quantities[position % LevelBlock.CAPACITY];
    }

    /** Adds a key below all others; false, and nothing done, if it is not below. For loading many in linear time. */
    public boolean addLowest(long key, long quantity) {
        if (count > 0 && key >= lowest[0]) {
            return false;
        }
        if (size < maximum) {
            boolean roomy = count > 0 && blocks[0].size < HALF;
            if (!roomy) {
                open(0);
            }
            insert(0, 0, key, quantity);
        }
        return true;
    }

    private int blockOf(long key) {
        int at = LevelBlock.find(lowest, count, key);
        return at >= 0 ? at : Math.max(~at - 1, 0);
    }

    private void insert(int number, int at, long key, long quantity) {
        if (size == maximum) {
            if (number == 0 && at == 0) {
                return; // lower than all that is kept
            }
            remove(0, 0);
            set(key, quantity);
            return;
        }
        if (count == 0) {
            open(0);
        } else if (blocks[number].size == LevelBlock.CAPACITY) {
            open(number + 1);
            blocks[number].moveTail(HALF, blocks[number + 1]);
            lowest[number + 1] = blocks[number + 1].keys[0];
            if (at > HALF) {
                number++;
                at -= HALF;
            }
        }
        blocks[number].insert(at, key, quantity);
        lowest[number] = blocks[number].keys[0];
        size++;
    }

    private void remove(int number, int at) {
        LevelBlock block = blocks[number];
        block.remove(at);
        lowest[number] = block.keys[0];
        size--;
        if (block.size == 0) {
            close(number);
        } else if (number + 1 < count && block.size + blocks[number + 1].size <= HALF) {
            blocks[number + 1].moveTail(0, block);
            close(number + 1);
        }
    }

    private void open(int number) {
        if (count == blocks.length) {
            int grown = count * 2;
            blocks = Arrays.copyOf(blocks, grown);
            lowest = Arrays.copyOf(lowest, grown);
            for (int i = count; i < grown; i++) {
                blocks[i] = new LevelBlock();
            }
        }
        LevelBlock empty = blocks[count];
        System.arraycopy(blocks, number, blocks, number + 1, count - number);
        System.arraycopy(lowest, number, lowest, number + 1, count - number);
        blocks[number] = empty;
        count++;
    }

    private void close(int number) {
        LevelBlock empty = blocks[number];
        count--;
        System.arraycopy(blocks, number + 1, blocks, number, count - number);
        System.arraycopy(lowest, number + 1, lowest, number, count - number);
        blocks[count] = empty;
    }
}
