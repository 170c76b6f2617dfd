package io.onetape.services.strategy.series;

import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/** Cuts time into intervals that begin at multiples of their length since the epoch, and takes the first record of each. Single-threaded. */
public final class Sampler {
    private long last = Long.MIN_VALUE;

    /** How many intervals have begun since the last sample: 0 if the record is not to be sampled; 1 for the first one of all. */
    public long next(long nowNanos, long intervalNanos) {
        long interval = nowNanos / intervalNanos;
        if (interval == last) {
            return 0;
        }
        long passed = last == Long.MIN_VALUE ? 1 : Math.abs(interval - last); // the length may have been changed
        last = interval;
        return passed;
    }

    public void writeState(WireOut wire) {
        wire.write("last").int64(last);
    }

    public void readState(WireIn wire) {
        last = wire.read("last").int64();
    }
}
