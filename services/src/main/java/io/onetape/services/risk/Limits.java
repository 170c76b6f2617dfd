package io.onetape.services.risk;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.services.reference.StateText;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/** What one instrument is allowed. */
record Limits(int instrument, long maximumPosition, long maximumNotional, int maximumOpenOrders) {
    /** A limit that is null or below zero is as good as none, and without limits nothing is traded. */
    boolean areSet() {
        return maximumPosition >= 0 && maximumNotional >= 0 && maximumOpenOrders >= 0; // null is the smallest number
    }

    /** The number of orders as it stands on the tape. */
    long maximumOpenOrdersFixed8() {
        return maximumOpenOrders * Fixed8.ONE;
    }

    void writeState(WireOut wire) {
        wire.write("instrument").int32(instrument);
        StateText.fixed8(wire.write("maximumNotional"), maximumNotional);
        wire.write("maximumOpenOrders").int32(maximumOpenOrders);
        StateText.fixed8(wire.write("maximumPosition"), maximumPosition);
    }

    static Limits readState(WireIn wire) {
        int instrument = wire.read("instrument").int32();
        long maximumNotional = StateText.fixed8(wire.read("maximumNotional"));
        int maximumOpenOrders = wire.read("maximumOpenOrders").int32();
        long maximumPosition = StateText.fixed8(wire.read("maximumPosition"));
        return new Limits(instrument, maximumPosition, maximumNotional, maximumOpenOrders);
    }
}
