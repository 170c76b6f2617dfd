package io.onetape.services.execution.gate;

import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/**
 * At most so many sends in any window of the tape's time. It remembers the times of the last {@code limit} sends: the next one is free as soon as the oldest
 * of them has left the window. A limit that grows knows no more sends than it remembered before. Single-threaded.
 */
public final class SendWindow {
    /** No limit may be larger. */
    public static final int MAX_LIMIT = 100_000;

    private final long windowNanos;
    private long[] times = new long[0]; // a ring as long as the limit
    private int oldest;
    private int count;

    public SendWindow(long windowNanos) {
        this.windowNanos = windowNanos;
    }

    /** Another limit; 0 is none. The latest sends stay known. */
    public void limit(int limit) {
        if (limit == times.length) {
            return;
        }
        long[] kept = new long[limit];
        int keep = Math.min(limit, count);
        for (int i = 0; i < keep; i++) {
            kept[i] = time(count - keep + i);
        }
        times = kept;
        oldest = 0;
        count = keep;
    }

    /** The first time at or after {@code nowNanos} at which one more may be sent. */
    public long freeAtNanos(long nowNanos) {
        return count < times.length || times.length == 0 ? nowNanos : Math.max(nowNanos, times[oldest] + windowNanos);
    }

    /** One has been sent. */
    public void sent(long nowNanos) {
        if (times.length == 0) {
            return;
        }
        if (count == times.length) {
            times[oldest] = nowNanos;
            oldest = (oldest + 1) % times.length;
        } else {
            times[(oldest + count) % times.length] = nowNanos;
            count++;
        }
    }

    private long time(int index) {
        return times[(oldest + index) % times.length];
    }

    /** Writes {@code name}, the oldest first. */
    void writeState(String name, WireOut state) {
        state.write(name).sequence(this, (from, out) -> {
            for (int i = 0; i < from.count; i++) {
                out.int64(from.time(i));
            }
        });
    }

    /** Reads what {@link #writeState} wrote; the limit must be set again afterwards. */
    void readState(String name, WireIn state) {
        state.read(name).sequence(this, (to, in) -> {
            while (in.hasNextSequenceItem()) {
                if (to.count == to.times.length) {
                    to.limit(Math.max(16, 2 * to.count));
                }
                to.sent(in.int64());
            }
        });
    }
}
