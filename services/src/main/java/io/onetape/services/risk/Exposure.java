package io.onetape.services.risk;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.Side;
import io.onetape.services.reference.StateText;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/** What one instrument can come to: the position, what is open or on its way on each side, and the last known price. */
final class Exposure {
    final int instrument;
    long position;
    long openBuy;
    long openSell;
    int openOrders;
    long mark = Fixed8.NULL;
    boolean venueMark;

    Exposure(int instrument) {
        this.instrument = instrument;
    }

    /** The position if everything that is open on this side fills, and this quantity too. Overflow throws ArithmeticException. */
    long worst(Side side, long quantity) {
        return side == Side.BUY
                ? Math.addExact(Math.addExact(position, openBuy), quantity)
                : Math.subtractExact(Math.subtractExact(position, openSell), quantity);
    }

    void open(Side side, long quantity) {
        if (side == Side.BUY) {
            openBuy = Math.addExact(openBuy, quantity);
        } else {
            openSell = Math.addExact(openSell, quantity);
        }
    }

    void fill(Side side, long quantity) {
        position = side == Side.BUY ? Math.addExact(position, quantity) : Math.subtractExact(position, quantity);
    }

    /** The venue's mark price, once there is one, else the mid. */
    void mid(long mid) {
        if (!venueMark) {
            mark = mid;
        }
    }

    void mark(long price) {
        mark = price;
        venueMark = true;
    }

    /** Open quantities are not written: they follow from the open orders. */
    void writeState(WireOut wire) {
        wire.write("instrument").int32(instrument);
        StateText.fixed8(wire.write("mark"), mark);
        StateText.fixed8(wire.write("position"), position);
        wire.write("venueMark").bool(venueMark);
    }

    void readState(WireIn wire) {
        mark = StateText.fixed8(wire.read("mark"));
        position = StateText.fixed8(wire.read("position"));
        venueMark = wire.read("venueMark").bool();
    }
}
