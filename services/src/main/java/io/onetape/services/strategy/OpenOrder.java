package io.onetape.services.strategy;

import io.onetape.journal.schema.Side;
import io.onetape.services.reference.StateText;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/** One of a strategy's orders that has not ended, as the strategy may know it. Used again after its end: keep the intent, not the object. */
public final class OpenOrder {
    long intent;
    Side side = Side.NULL_VAL;
    long price;
    long leaves;
    boolean cancelRequested;

    OpenOrder() {}

    public long intent() {
        return intent;
    }

    public Side side() {
        return side;
    }

    /** Fixed8; null for a market order. */
    public long price() {
        return price;
    }

    /** What is still open, Fixed8. */
    public long leaves() {
        return leaves;
    }

    /** A cancel is under way. */
    public boolean cancelRequested() {
        return cancelRequested;
    }

    void writeState(WireOut wire) {
        wire.write("cancelRequested").bool(cancelRequested);
        wire.write("intent").int64(intent);
        StateText.fixed8(wire.write("leaves"), leaves);
        StateText.fixed8(wire.write("price"), price);
        wire.write("side").text(side.name());
    }

    void readState(WireIn wire) {
        cancelRequested = wire.read("cancelRequested").bool();
        intent = wire.read("intent").int64();
        leaves = StateText.fixed8(wire.read("leaves"));
        price = StateText.fixed8(wire.read("price"));
        side = Side.valueOf(wire.read("side").text());
    }
}
