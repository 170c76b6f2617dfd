package io.onetape.journal.reference;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** One thing for each instrument of a tape, looked up by its id; in the order of ids. Grows to the largest id that was put, within a bound. Single-threaded. */
public final class ByInstrument<T> implements Iterable<T> {
    /** Ids are from 1 to this one: far more than any venue lists, and little enough to keep a list of. */
    public static final int MAX_ID = 1 << 20;

    private final List<@Nullable T> byId = new ArrayList<>();

    /** Throws {@link IllegalArgumentException} if no instrument can have this id. */
    public static void requireId(int id) {
        if (id < 1 || id > MAX_ID) {
            throw new IllegalArgumentException("expected an instrument's id from 1 to " + MAX_ID + ", found " + id);
        }
    }

    /** The instrument's one; null of one that has none, and of a number that is no id. */
    public @Nullable T find(int id) {
        return id >= 0 && id < byId.size() ? byId.get(id) : null;
    }

    /** Sets or replaces the instrument's one; throws {@link IllegalArgumentException} if no instrument can have this id. */
    public void put(int id, T value) {
        requireId(id);
        while (byId.size() <= id) {
            byId.add(null);
        }
        byId.set(id, value);
    }

    /** All, in the order of ids. */
    @Override
    public Iterator<T> iterator() {
        return new Present();
    }

    private final class Present implements Iterator<T> {
        private int next;

        @Override
        public boolean hasNext() {
            while (next < byId.size() && byId.get(next) == null) {
                next++;
            }
            return next < byId.size();
        }

        @Override
        public T next() {
            T value = hasNext() ? byId.get(next) : null;
            if (value == null) {
                throw new NoSuchElementException("there is no instrument behind id " + (next - 1));
            }
            next++;
            return value;
        }
    }
}
