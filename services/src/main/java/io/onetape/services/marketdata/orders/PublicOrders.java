package io.onetape.services.marketdata.orders;

import io.onetape.journal.fixed.Fixed8;
import java.util.Arrays;
import org.agrona.collections.Long2LongHashMap;

/**
 * Public orders by id, and the sum of each price. An order has a place, a number that grows with each one that joins a queue: of two at one price the lower place is served
 * first. Another price or more quantity joins anew; less quantity keeps the place. An order that is given again after a snapshot began is the one that was there before.
 *
 * <p>Allocates only when it grows; holds {@link #MAX_ORDERS} at most. Quantities and prices are Fixed8. Mutable, single-threaded.
 */
public final class PublicOrders {
    /** Beyond this the feed is not to be followed. */
    public static final int MAX_ORDERS = 1 << 22;

    private static final long MISSING = -1;
    private static final int FIRST_CAPACITY = 1 << 10;

    private final Long2LongHashMap slots = new Long2LongHashMap(MISSING); // looked up, never iterated
    private final Long2LongHashMap bidSums = new Long2LongHashMap(0); // looked up, never iterated
    private final Long2LongHashMap askSums = new Long2LongHashMap(0); // looked up, never iterated
    private long[] ids = new long[FIRST_CAPACITY];
    private long[] prices = new long[FIRST_CAPACITY];
    private long[] quantities = new long[FIRST_CAPACITY];
    private long[] places = new long[FIRST_CAPACITY];
    private boolean[] bids = new boolean[FIRST_CAPACITY];
    private boolean[] confirmed = new boolean[FIRST_CAPACITY]; // given since the snapshot began
    private int size;
    private long lastPlace;

    /** How many there are. */
    public int size() {
        return size;
    }

    /** True if there is no room for another one. */
    public boolean isFull() {
        return size == MAX_ORDERS;
    }

    /** The place of who joined a queue last: who joins now is behind it, and ahead of all that have a higher one. */
    public long lastPlace() {
        return lastPlace;
    }

    /** What all orders at this price have together. */
    public long quantityAt(boolean bid, long price) {
        return (bid ? bidSums : askSums).get(price);
    }

    /** A snapshot begins: what it does not give again is gone at its {@link #endSnapshot}. */
    public void beginSnapshot() {
        Arrays.fill(confirmed, 0, size, false);
    }

    /** The snapshot was whole. */
    public void endSnapshot(Departures departures) {
        int slot = 0;
        while (slot < size) {
            if (confirmed[slot]) {
                slot++;
            } else {
                remove(slot, false, departures); // the last one comes into its slot
            }
        }
    }

    /** True if there is an order with this id. */
    public boolean has(long id) {
        return slots.get(id) != MISSING;
    }

    /** Price of an order that is there. */
    public long priceOf(long id) {
        return prices[slotOf(id)];
    }

    /** What an order that is there has. */
    public long quantityOf(long id) {
        return quantities[slotOf(id)];
    }

    /** Side of an order that is there. */
    public boolean isBid(long id) {
        return bids[slotOf(id)];
    }

    /** A new order, last in its queue. Throws {@link IllegalStateException} if there is one with this id, or if there are {@link #MAX_ORDERS}. */
    public void add(long id, boolean bid, long price, long quantity) {
        if (size == MAX_ORDERS || has(id)) {
            throw new IllegalStateException(
                    "expected at most " + MAX_ORDERS + " orders with ids of their own, found " + size + " and " + id);
        }
        lastPlace++;
        append(id, bid, price, quantity, lastPlace, true);
    }

    /** An order that is there has this left, at this price; 0: it is gone. */
    public void change(long id, long price, long quantity, boolean executed, Departures departures) {
        int slot = slotOf(id);
        if (quantity == 0) {
            remove(slot, executed, departures);
        } else if (price == prices[slot] && quantity <= quantities[slot]) {
            reduce(slot, quantities[slot] - quantity, executed, departures);
            confirmed[slot] = true;
        } else {
            boolean bid = bids[slot];
            remove(slot, executed, departures);
            add(id, bid, price, quantity);
        }
    }

    private void remove(int slot, boolean executed, Departures departures) {
        reduce(slot, quantities[slot], executed, departures);
        slots.remove(ids[slot]);
        size--;
        if (slot < size) {
            ids[slot] = ids[size];
            prices[slot] = prices[size];
            quantities[slot] = quantities[size];
            places[slot] = places[size];
            bids[slot] = bids[size];
            confirmed[slot] = confirmed[size];
            slots.put(ids[slot], slot);
        }
    }

    private void reduce(int slot, long by, boolean executed, Departures departures) {
        if (by == 0) {
            return;
        }
        quantities[slot] -= by;
        Long2LongHashMap sums = bids[slot] ? bidSums : askSums;
        long left = sums.get(prices[slot]) - by;
        if (left == 0) {
            sums.remove(prices[slot]);
        } else {
            sums.put(prices[slot], left);
        }
        departures.gone(bids[slot], prices[slot], by, places[slot], executed);
    }

    private void append(long id, boolean bid, long price, long quantity, long place, boolean isConfirmed) {
        if (quantity <= 0 || price == Fixed8.NULL) {
            throw new IllegalArgumentException("expected a price and a quantity above 0, found "
                    + Fixed8.toString(price) + " x " + Fixed8.toString(quantity));
        }
        if (size == ids.length) {
            grow();
        }
        ids[size] = id;
        prices[size] = price;
        quantities[size] = quantity;
        places[size] = place;
        bids[size] = bid;
        confirmed[size] = isConfirmed;
        slots.put(id, size);
        size++;
        Long2LongHashMap sums = bid ? bidSums : askSums;
        sums.put(price, Math.addExact(sums.get(price), quantity));
    }

    private void grow() {
        int capacity = 2 * ids.length;
        ids = Arrays.copyOf(ids, capacity);
        prices = Arrays.copyOf(prices, capacity);
        quantities = Arrays.copyOf(quantities, capacity);
        places = Arrays.copyOf(places, capacity);
        bids = Arrays.copyOf(bids, capacity);
        confirmed = Arrays.copyOf(confirmed, capacity);
    }

    private int slotOf(long id) {
        int slot = (int) slots.get(id);
        if (slot == MISSING) {
            throw new IllegalStateException("expected a known order, found " + id);
        }
        return slot;
    }

    // what follows goes over all orders, each by a number below size(), in no order of meaning

    /** Price of one of all. */
    public long price(int number) {
        return prices[number];
    }

    /** Quantity of one of all. */
    public long quantity(int number) {
        return quantities[number];
    }

    /** Side of one of all. */
    public boolean bid(int number) {
        return bids[number];
    }

    long id(int number) {
        return ids[number];
    }

    long place(int number) {
        return places[number];
    }

    boolean isConfirmed(int number) {
        return confirmed[number];
    }

    /** As it was written. */
    void restore(long writtenLastPlace) {
        lastPlace = writtenLastPlace;
    }

    /** As it was written. */
    void restore(long id, boolean bid, long price, long quantity, long place, boolean isConfirmed) {
        append(id, bid, price, quantity, place, isConfirmed);
    }
}
