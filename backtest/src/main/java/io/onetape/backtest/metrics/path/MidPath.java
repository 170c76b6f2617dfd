package io.onetape.backtest.metrics.path;

import io.onetape.journal.fixed.Fixed8;
import java.util.Arrays;

/**
 * The mids of one instrument's valid books, by the time of the path, as far back as a fill or a horizon can ask: {@link #KEPT_NANOS}, or {@link #MOST} changes. Times that go
 * back count as the latest one. Single-threaded.
 */
final class MidPath {
    /** A fill is heard of a minute after it happened at most. */
    static final long KEPT_NANOS = 65_000_000_000L;

    static final int MOST = 1 << 16;

    /** There is no mid before that time. */
    static final int BEFORE = -1;

    /** There was one, and it is forgotten. */
    static final int FORGOTTEN = -2;

    private long[] nanos = new long[256];
    private long[] mids = new long[256];
    private long[] states = new long[256]; // times that the book was lost, x 2, + 1 while it is
    private int first;
    private int size;
    private long forgotten;
    private long clock = Long.MIN_VALUE;
    private long mid = Fixed8.NULL;
    private long state = 1;

    /** No mid of an earlier time will come. */
    long clock() {
        return clock;
    }

    /** The last valid mid, {@link Fixed8#NULL} before the first. */
    long mid() {
        return mid;
    }

    /** A book fact of this time has come: its mid follows, if it has changed. */
    void advance(long pathNanos) {
        clock = Math.max(clock, pathNanos);
    }

    /** @param valid false: from here on the book is not known */
    void put(long pathNanos, long newMid, boolean valid) {
        advance(pathNanos);
        long newState = valid ? state & ~1 : state | 1;
        newState += (state & 1) == 0 && !valid ? 2 : 0;
        long known = valid ? newMid : mid;
        if (known == Fixed8.NULL || (known == mid && newState == state)) {
            state = newState;
            return;
        }
        mid = known;
        state = newState;
        int at = next();
        nanos[at] = clock;
        mids[at] = mid;
        states[at] = state;
    }

    private int next() {
        if (size == nanos.length) {
            boolean young = nanos[first] > clock - KEPT_NANOS;
            if (young && size < MOST) {
                grow();
            } else {
                forgotten++;
                first = (first + 1) % nanos.length;
                size--;
            }
        }
        size++;
        return (first + size - 1) % nanos.length;
    }

    private void grow() {
        nanos = unrolled(nanos);
        mids = unrolled(mids);
        states = unrolled(states);
        first = 0;
    }

    private long[] unrolled(long[] ring) {
        long[] larger = Arrays.copyOf(Arrays.copyOfRange(ring, first, ring.length), 2 * ring.length);
        System.arraycopy(ring, 0, larger, ring.length - first, first);
        return larger;
    }

    /** Where the last mid strictly before a time stands, or {@link #BEFORE} or {@link #FORGOTTEN}; valid until the next {@link #put}. */
    int before(long pathNanos) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (nanos[(first + middle) % nanos.length] < pathNanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low > 0 ? (first + low - 1) % nanos.length : forgotten > 0 ? FORGOTTEN : BEFORE;
    }

    /** Where the last mid up to a time stands. */
    int upTo(long pathNanos) {
        return before(pathNanos + 1);
    }

    long midAt(int place) {
        return mids[place];
    }

    /** Equal at two places if the book was known from the one to the other, and {@link #isKnown}. */
    long stateAt(int place) {
        return states[place];
    }

    static boolean isKnown(long state) {
        return (state & 1) == 0;
    }

    /** The oldest mid that is kept; only if there is any. */
    long oldestMid() {
        return mids[first];
    }
}
