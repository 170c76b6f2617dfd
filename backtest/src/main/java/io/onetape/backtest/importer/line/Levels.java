package io.onetape.backtest.importer.line;

import java.util.Arrays;
import java.util.stream.IntStream;

/** One side of a book as a message gives it: prices and absolute quantities, Fixed8, in the message's order. Single-threaded. */
public final class Levels {
    private long[] prices = new long[1024];
    private long[] quantities = new long[1024];
    private int count;

    /** Takes an array of {@code ["price","quantity"]} pairs; throws {@link BadLine} for anything else. */
    public void read(JsonCursor json, byte[] bytes) {
        count = 0;
        json.enter('[');
        while (json.nextElement()) {
            json.enter('[');
            long price = number(json, bytes, "price");
            add(price, number(json, bytes, "quantity"));
            while (json.nextElement()) { // old spot frames end each level with an empty array
                json.skip();
            }
        }
    }

    /** Forgets all levels. */
    public void clear() {
        count = 0;
    }

    /** Takes one level behind those that are there. */
    public void add(long price, long quantity) {
        if (count == prices.length) {
            prices = Arrays.copyOf(prices, count * 2);
            quantities = Arrays.copyOf(quantities, count * 2);
        }
        prices[count] = price;
        quantities[count] = quantity;
        count++;
    }

    /** Puts the best level first; levels of one price keep their order. */
    public void sort(boolean highestFirst) {
        int sign = highestFirst ? -1 : 1;
        boolean sorted = true;
        for (int i = 1; sorted && i < count; i++) {
            sorted = sign * prices[i - 1] <= sign * prices[i];
        }
        if (!sorted) {
            int[] order = IntStream.range(0, count)
                    .boxed()
                    .sorted((a, b) -> Long.compare(sign * prices[a], sign * prices[b]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            prices = Arrays.stream(order).mapToLong(i -> prices[i]).toArray();
            quantities = Arrays.stream(order).mapToLong(i -> quantities[i]).toArray();
        }
    }

    public int count() {
        return count;
    }

    public long price(int level) {
        return prices[level];
    }

    public long quantity(int level) {
        return quantities[level];
    }

    private long number(JsonCursor json, byte[] bytes, String what) {
        if (!json.nextElement()) {
            throw new BadLine("level " + (count + 1) + ": expected a " + what + ", found the level's end");
        }
        if (json.peek() == '"') {
            json.string();
        } else {
            json.scalar();
        }
        try {
            return Decimals.notNegative(bytes, json.tokenFrom(), json.tokenTo());
        } catch (NumberFormatException e) {
            throw new BadLine(what + " of level " + (count + 1) + ": " + e.getMessage());
        }
    }
}
