package io.onetape.services.strategy.roundtrip;

import io.onetape.journal.fixed.ExactSum;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.Side;
import io.onetape.services.reference.StateText;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/** A position with its average entry price (half-even) and the time it was opened. A function of the fills, or of what was found at the start. */
final class Holding {
    private final ExactSum cost = new ExactSum();
    private long position;
    private long average = Fixed8.NULL;
    private long openedNanos;

    long position() {
        return position;
    }

    /** Fixed8; null while flat. */
    long average() {
        return average;
    }

    long openedNanos() {
        return openedNanos;
    }

    /** A position whose fills were not seen counts as entered at this price, now. */
    void adopt(long found, long price, long nowNanos) {
        position = found;
        average = found == 0 ? Fixed8.NULL : price;
        openedNanos = nowNanos;
    }

    void fill(Side side, long price, long quantity, long nowNanos) {
        long signed = side == Side.BUY ? quantity : -quantity;
        long before = position;
        long after = Math.addExact(before, signed);
        if (after == 0) {
            average = Fixed8.NULL;
        } else if (before == 0 || before < 0 != after < 0) { // opened, or turned round
            average = price;
            openedNanos = nowNanos;
        } else if (Math.abs(after) > Math.abs(before)) {
            cost.clear();
            cost.addProduct(average, before);
            cost.addProduct(price, signed);
            average = cost.divideHalfEven(after);
        }
        position = after;
    }

    /** Keys: average, openedNanos, position. */
    void writeState(WireOut wire) {
        StateText.fixed8(wire.write("average"), average);
        wire.write("openedNanos").int64(openedNanos);
        StateText.fixed8(wire.write("position"), position);
    }

    void readState(WireIn wire) {
        average = StateText.fixed8(wire.read("average"));
        openedNanos = wire.read("openedNanos").int64();
        position = StateText.fixed8(wire.read("position"));
    }
}
