package io.onetape.services.risk;

import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/** How often something has happened within a span of the tape's time that ends now. Times never decrease. Allocates only when it grows. */
final class Window {
    private final long spanNanos;
    private long[] times = new long[16];
    private int first;
    private int count;

    Window(long spanNanos) {
        this.spanNanos = spanNanos;
    }

    /** It has happened. */
    void add(long nowNanos) {
        forget(nowNanos);
        if (count == times.length) {
            long[] larger = new long[2 * count];
            for (int i = 0; i < count; i++) {
                larger[i] = at(i);
            }
            times = larger;
            first = 0;
        }
        times[(first + count++) % times.length] = nowNanos;
    }

    /** Within the span; what is exactly a span old counts no more. */
    int count(long nowNanos) {
        forget(nowNanos);
        return count;
    }

    void clear() {
        count = 0;
    }

    private void forget(long nowNanos) {
        while (count > 0 && nowNanos - times[first] >= spanNanos) {
            first = (first + 1) % times.length;
            count--;
        }
    }

    private long at(int index) {
        return times[(first + index) % times.length];
    }

    void writeState(String key, WireOut wire) {
        wire.write(key).sequence(this, (window, out) -> {
            for (int i = 0; i < window.count; i++) {
                out.int64(window.at(i));
            }
        });
    }

    void readState(String key, WireIn wire) {
        wire.read(key).sequence(this, (window, in) -> {
            while (in.hasNextSequenceItem()) {
                window.add(in.int64());
            }
        });
    }
}
