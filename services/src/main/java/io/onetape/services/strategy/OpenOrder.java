package io.onetape.services.strategy;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.OrderChangedDecoder;
import io.onetape.journal.schema.OrderState;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.Side;
import io.onetape.services.reference.StateText;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/** One of a strategy's orders that has not ended, as the strategy may know it. Used again after its end: keep the intent, not the object. */
public final class OpenOrder {
    long intent;
    Side side = Side.NULL_VAL;
    long price;
    long quantity;
    long leaves;
    private long filled; // as the last step said
    boolean cancelRequested;
    boolean amendRequested;

    OpenOrder() {}

    public long intent() {
        return intent;
    }

    public Side side() {
        return side;
    }

    /** Fixed8; null for a market order, and for one whose price execution has not set yet. */
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

    /** An amend is under way. */
    public boolean amendRequested() {
        return amendRequested;
    }

    void begin(long ofIntent, Side ofSide, long atPrice, long ofQuantity) {
        intent = ofIntent;
        side = ofSide;
        price = atPrice;
        quantity = ofQuantity;
        leaves = ofQuantity;
        filled = 0;
        cancelRequested = false;
        amendRequested = false;
    }

    /** A step that does not end it. */
    void apply(OrderChangedDecoder changed) {
        long toPrice = changed.price();
        long toQuantity = changed.quantity();
        boolean ofFill = differs(changed.cumulativeQuantity(), filled); // which says nothing of an amend
        boolean stays = changed.state() == changed.previous() || changed.previous() == OrderState.IN_DOUBT;
        if ((stays && !ofFill) || differs(toPrice, price)) {
            amendRequested = false;
        }
        filled = ofFill ? changed.cumulativeQuantity() : filled;
        if (toPrice != Fixed8.NULL) {
            price = toPrice;
        }
        if (differs(toQuantity, quantity)) { // leaves are counted by fills, which may be ahead of this step
            leaves += toQuantity - quantity;
            quantity = toQuantity;
            amendRequested = false;
        }
        if (isCancelInVain(changed)) {
            cancelRequested = false; // and may be asked for again
        }
    }

    private static boolean differs(long said, long known) {
        return said != Fixed8.NULL && said != known;
    }

    /** True if this step says that a cancel, should one have been under way, has come to nothing. */
    public static boolean isCancelInVain(OrderChangedDecoder changed) {
        Reason reason = changed.reason();
        boolean note = changed.state() == changed.previous()
                && reason != Reason.NONE
                && reason != Reason.AMEND_REFUSED
                && reason != Reason.REQUOTED
                && reason != Reason.URGENT;
        return note || changed.state() == OrderState.IN_DOUBT;
    }

    void writeState(WireOut wire) {
        wire.write("amendRequested").bool(amendRequested);
        wire.write("cancelRequested").bool(cancelRequested);
        StateText.fixed8(wire.write("filled"), filled);
        wire.write("intent").int64(intent);
        StateText.fixed8(wire.write("leaves"), leaves);
        StateText.fixed8(wire.write("price"), price);
        StateText.fixed8(wire.write("quantity"), quantity);
        wire.write("side").text(side.name());
    }

    void readState(WireIn wire) {
        amendRequested = wire.read("amendRequested").bool();
        cancelRequested = wire.read("cancelRequested").bool();
        filled = StateText.fixed8(wire.read("filled"));
        intent = wire.read("intent").int64();
        leaves = StateText.fixed8(wire.read("leaves"));
        price = StateText.fixed8(wire.read("price"));
        quantity = StateText.fixed8(wire.read("quantity"));
        side = Side.valueOf(wire.read("side").text());
    }
}
