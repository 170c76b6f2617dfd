package io.onetape.services.marketdata;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.LevelsView;
import io.onetape.journal.schema.Side;
import io.onetape.services.marketdata.levels.GridLevels;

/**
 * One side of a book: price levels with their whole quantity, all in Fixed8. Level 0 is the best, at the touch. Allocates only when it grows; holds
 * {@link #MAX_LEVELS} at most, beyond which the levels furthest from the touch are let go. Mutable, single-threaded.
 */
public final class BookSide {
    /** Levels of one side; live books grow beyond the venue's snapshot, because updates name levels that it did not hold. */
    public static final int MAX_LEVELS = 1 << 18;

    private final GridLevels levels = new GridLevels(MAX_LEVELS);
    private final int sign; // times price is the key: the best has the highest

    /** An empty side: of BUY orders the highest price is the best, of SELL orders the lowest. */
    public BookSide(Side side) {
        sign = side == Side.BUY ? 1 : -1;
    }

    /** Sets the whole quantity of a level; 0 removes it, and removing a level that is not there is normal. */
    public void set(long price, long quantity) {
        check(price, quantity);
        levels.set(sign * price, quantity);
    }

    /** Sets all levels of one side of an update. */
    public void setAll(LevelsView changed) {
        int next = levels.setAll(changed, 0, sign);
        while (next < changed.count()) {
            set(changed.price(next), changed.quantity(next));
            next = levels.setAll(changed, next + 1, sign);
        }
    }

    /** Takes all levels away. */
    public void clear() {
        levels.clear();
    }

    /** Number of levels. */
    public int levels() {
        return levels.size();
    }

    public boolean isEmpty() {
        return levels.size() == 0;
    }

    /** Price of the best level, {@link Fixed8#NULL} if there is none. */
    public long bestPrice() {
        return isEmpty() ? Fixed8.NULL : price(0);
    }

    /** Quantity of the best level, {@link Fixed8#NULL} if there is none. */
    public long bestQuantity() {
        return isEmpty() ? Fixed8.NULL : quantity(0);
    }

    /** Price of a level, 0 being the best and {@link #levels()} the bound. Takes longer the further from the touch, by a step each 64 ticks or levels. */
    public long price(int level) {
        return sign * levels.key(levels.positionFromTop(level));
    }

    /** Quantity of a level, as {@link #price}. */
    public long quantity(int level) {
        return levels.quantity(levels.positionFromTop(level));
    }

    /** Quantity at a price, 0 if there is no such level. */
    public long quantityAt(long price) {
        return levels.quantityOf(sign * price);
    }

    /** The number of levels that are better than {@code price}; so it is the level with this price, if there is one. */
    public int levelsBetterThan(long price) {
        return levels.above(sign * price);
    }

    /** Adds a level to a side that is being loaded: linear over all if they come best first. Any order gives the same, a price given twice its last. */
    public void load(long price, long quantity) {
        check(price, quantity);
        if (quantity != 0 && !levels.addLowest(sign * price, quantity)) {
            levels.set(sign * price, quantity);
        }
    }

    private static void check(long price, long quantity) {
        if (price == Fixed8.NULL || quantity < 0) {
            throw notALevel(price, quantity);
        }
    }

    private static IllegalArgumentException notALevel(long price, long quantity) {
        return new IllegalArgumentException("expected a price and a quantity of 0 or more, found "
                + Fixed8.toString(price) + " x " + Fixed8.toString(quantity));
    }
}
