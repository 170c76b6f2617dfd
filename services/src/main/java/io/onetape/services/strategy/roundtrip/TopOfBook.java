package io.onetape.services.strategy.roundtrip;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.BookStatus;
import io.onetape.journal.schema.BookTopDecoder;
import io.onetape.services.reference.StateText;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/** The last book top of an instrument, and whether it may be traded on: the book is valid and has both sides. Single-threaded. */
public final class TopOfBook {
    private boolean valid;
    private long bid = Fixed8.NULL;
    private long ask = Fixed8.NULL;
    private long imbalance = Fixed8.NULL;
    private long microprice = Fixed8.NULL;

    public void take(BookTopDecoder top) {
        bid = top.bid();
        ask = top.ask();
        imbalance = top.imbalance();
        microprice = top.microprice();
        valid = top.status() == BookStatus.VALID && bid != Fixed8.NULL && ask != Fixed8.NULL && bid < ask;
    }

    public boolean isValid() {
        return valid;
    }

    /** Only while it is valid, like all prices here. */
    public long bid() {
        return bid;
    }

    public long ask() {
        return ask;
    }

    /** Half way from bid to ask, down at the eighth decimal. */
    public long mid() {
        return bid + (ask - bid) / 2;
    }

    /** Fixed8 from -1 to 1; null if not known. */
    public long imbalance() {
        return imbalance;
    }

    /** Null if not known. */
    public long microprice() {
        return microprice;
    }

    /** Keys: ask, bid, imbalance, microprice, valid. */
    public void writeState(WireOut wire) {
        StateText.fixed8(wire.write("ask"), ask);
        StateText.fixed8(wire.write("bid"), bid);
        StateText.fixed8(wire.write("imbalance"), imbalance);
        StateText.fixed8(wire.write("microprice"), microprice);
        wire.write("valid").bool(valid);
    }

    public void readState(WireIn wire) {
        ask = StateText.fixed8(wire.read("ask"));
        bid = StateText.fixed8(wire.read("bid"));
        imbalance = StateText.fixed8(wire.read("imbalance"));
        microprice = StateText.fixed8(wire.read("microprice"));
        valid = wire.read("valid").bool();
    }
}
