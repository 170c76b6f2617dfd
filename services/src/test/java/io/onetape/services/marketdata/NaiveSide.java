package io.onetape.services.marketdata;

import io.onetape.journal.schema.Side;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** A side of a book that is slow and plainly right; best level first. */
final class NaiveSide {
    private final TreeMap<Long, Long> quantityByPrice;

    NaiveSide(Side side) {
        quantityByPrice =
                new TreeMap<>(side == Side.BUY ? Comparator.<Long>reverseOrder() : Comparator.<Long>naturalOrder());
    }

    void set(long price, long quantity) {
        if (quantity == 0) {
            quantityByPrice.remove(price);
        } else {
            quantityByPrice.put(price, quantity);
        }
    }

    void clear() {
        quantityByPrice.clear();
    }

    long quantityAt(long price) {
        return quantityByPrice.getOrDefault(price, 0L);
    }

    int levelsBetterThan(long price) {
        return quantityByPrice.headMap(price, false).size();
    }

    /** By price, best first; a live view. */
    Map<Long, Long> levels() {
        return quantityByPrice;
    }
}
