package io.onetape.backtest.importer.binance;

import io.onetape.backtest.importer.line.BadLine;
import io.onetape.backtest.importer.line.JsonCursor;
import java.util.Arrays;

/** One side of a book as a frame gives it: prices and absolute quantities, Fixed8, in the frame's order. Single-threaded. */
final class Levels {
    private long[] prices = new long[1024];
    private long[] quantities = new long[1024];
    private int count;

    /** Takes an array of {@code ["price","quantity"]} pairs; throws {@link BadLine} for anything else. */
    void read(JsonCursor json, byte[] bytes) {
        count = 0;
        json.enter('[');
        while (json.nextElement()) {
            if (count == prices.length) {
                prices = Arrays.copyOf(prices, count * 2);
                quantities = Arrays.copyOf(quantities, count * 2);
            }
            json.enter('[');
            prices[count] = number(json, bytes, "price");
            quantities[count] = number(json, bytes, "quantity");
            count++;
            while (json.nextElement()) { // old spot frames end each level with an empty array
                json.skip();
            }
        }
    }

    int count() {
        return count;
    }

    long price(int level) {
        return prices[level];
    }

    long quantity(int level) {
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
