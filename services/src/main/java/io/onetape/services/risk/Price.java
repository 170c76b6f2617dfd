package io.onetape.services.risk;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.services.reference.StateText;
import java.util.ArrayList;
import java.util.List;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/** The last known price of an instrument, and everything that is held at it. */
final class Price {
    final int instrument;
    /** The venue's mark price once there is one, else the mid; null before. */
    long mark = Fixed8.NULL;
    /** What positions are valued at: the mark, or our last fill before there is one; null before. */
    long value = Fixed8.NULL;

    boolean venueMark;
    /** In the order in which they came to be; each is somebody's. */
    final List<Exposure> exposures = new ArrayList<>();

    Price(int instrument) {
        this.instrument = instrument;
    }

    /** From now on positions are worth this. True if that moved somebody's money. */
    boolean move(long price, Limited account) {
        boolean moved = false;
        if (value != Fixed8.NULL && price != value) {
            long difference = Math.subtractExact(price, value);
            for (int i = 0; i < exposures.size(); i++) {
                Exposure exposure = exposures.get(i);
                if (exposure.position != 0) {
                    exposure.gain(exposure.position, difference, account);
                    moved = true;
                }
            }
        }
        value = price;
        return moved;
    }

    void writeState(WireOut wire) {
        wire.write("instrument").int32(instrument);
        StateText.fixed8(wire.write("mark"), mark);
        StateText.fixed8(wire.write("value"), value);
        wire.write("venueMark").bool(venueMark);
    }

    void readState(WireIn wire) {
        mark = StateText.fixed8(wire.read("mark"));
        value = StateText.fixed8(wire.read("value"));
        venueMark = wire.read("venueMark").bool();
    }
}
