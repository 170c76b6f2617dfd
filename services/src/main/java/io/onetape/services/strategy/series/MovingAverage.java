package io.onetape.services.strategy.series;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.services.reference.StateText;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/** Exponential moving average: each sample moves it by 2 / (n + 1) of the distance, half-even at the eighth decimal. Single-threaded. */
public final class MovingAverage {
    private long value = Fixed8.NULL;

    /** The first sample is the average. */
    public void add(long sample, long n) {
        value = value == Fixed8.NULL
                ? sample
                : Math.addExact(value, Fixed8.multiplyDivide(Math.subtractExact(sample, value), 2, n + 1));
    }

    /** Fixed8; null before the first sample. */
    public long value() {
        return value;
    }

    public void clear() {
        value = Fixed8.NULL;
    }

    public void writeState(WireOut wire) {
        StateText.fixed8(wire.write("value"), value);
    }

    public void readState(WireIn wire) {
        value = StateText.fixed8(wire.read("value"));
    }
}
