package io.onetape.services.orders;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of each order, sorted by the strategy's name and then the intent, found by binary search: there is no hash order to leak into a state.
 * Made for hundreds of orders, not for millions. Allocates only when it grows. Single-threaded.
 */
public final class OrderTable<T> {
    private final List<T> values = new ArrayList<>();
    private long[] strategies = new long[16];
    private long[] intents = new long[16];

    public int size() {
        return values.size();
    }

    /** The {@code index}-th value in sorted order. */
    public T get(int index) {
        return values.get(index);
    }

    /** What is kept under this name. */
    public @Nullable T find(long strategy, long intent) {
        int index = indexOf(strategy, intent);
        return index < 0 ? null : values.get(index);
    }

    /** Keeps a value under a name that is still free. */
    public void add(long strategy, long intent, T value) {
        int index = indexOf(strategy, intent);
        if (index >= 0) {
            throw new IllegalStateException("expected a free name, found intent " + intent + " in the table");
        }
        int at = -index - 1;
        int size = values.size();
        if (size == strategies.length) {
            strategies = Arrays.copyOf(strategies, 2 * size);
            intents = Arrays.copyOf(intents, 2 * size);
        }
        System.arraycopy(strategies, at, strategies, at + 1, size - at);
        System.arraycopy(intents, at, intents, at + 1, size - at);
        strategies[at] = strategy;
        intents[at] = intent;
        values.add(at, value);
    }

    /** Forgets and returns what is kept under this name, which must be there. */
    public T remove(long strategy, long intent) {
        int at = indexOf(strategy, intent);
        if (at < 0) {
            throw new IllegalStateException("expected intent " + intent + " in the table, found nothing");
        }
        int behind = values.size() - at - 1;
        System.arraycopy(strategies, at + 1, strategies, at, behind);
        System.arraycopy(intents, at + 1, intents, at, behind);
        return values.remove(at);
    }

    /** Like {@link java.util.Comparator}: by the letters of the strategy's name, then by the intent. */
    public static int compare(long strategy, long intent, long otherStrategy, long otherIntent) {
        // The first letter is the lowest byte, so the bytes are turned round to compare them as letters.
        return strategy != otherStrategy
                ? Long.compareUnsigned(Long.reverseBytes(strategy), Long.reverseBytes(otherStrategy))
                : Long.compare(intent, otherIntent);
    }

    private int indexOf(long strategy, long intent) {
        int low = 0;
        int high = values.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = compare(strategies[middle], intents[middle], strategy, intent);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }
}
