package io.onetape.services.risk;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.schema.PositionSide;
import io.onetape.journal.schema.Side;
import io.onetape.services.reference.StateText;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/**
 * An order that risk has passed, or execution has sent by itself, and that has not ended: its leaves count as if they were filled. They are those of the
 * largest quantity that it may have: its own, or one that an amend which is under way may give it.
 */
final class OpenOrder {
    final AmendsUnderWay amends = new AmendsUnderWay();
    long strategy;
    long intent;
    int instrument;
    PositionSide positionSide = PositionSide.BOTH;
    Side side = Side.NULL_VAL;
    long price = Fixed8.NULL;
    long quantity;
    long filled;
    /** As they are counted in the exposures. */
    long leaves;

    /** What may still fill if the quantity were at least {@code orMore}. Overflow throws ArithmeticException. */
    long mostLeaves(long orMore) {
        long most = Math.max(orMore, Math.max(quantity, amends.reserved()));
        return Math.max(0, Math.subtractExact(most, filled));
    }

    /** True unless it is certain that neither this price nor this quantity is more than what it has; nulls stay as they are. */
    boolean mayRaise(long toPrice, long toQuantity) {
        return !amends.isEmpty() || toPrice > price || toQuantity > quantity; // null is below every number
    }

    void writeState(WireOut wire) {
        amends.writeState(wire);
        StateText.fixed8(wire.write("filled"), filled);
        wire.write("instrument").int32(instrument);
        wire.write("intent").int64(intent);
        StateText.fixed8(wire.write("leaves"), leaves);
        wire.write("positionSide").text(positionSide.name());
        StateText.fixed8(wire.write("price"), price);
        StateText.fixed8(wire.write("quantity"), quantity);
        wire.write("side").text(side.name());
        wire.write("strategy").text(OrderId.strategyName(strategy));
    }

    void readState(WireIn wire) {
        amends.readState(wire);
        filled = StateText.fixed8(wire.read("filled"));
        instrument = wire.read("instrument").int32();
        intent = wire.read("intent").int64();
        leaves = StateText.fixed8(wire.read("leaves"));
        positionSide = PositionSide.valueOf(wire.read("positionSide").text());
        price = StateText.fixed8(wire.read("price"));
        quantity = StateText.fixed8(wire.read("quantity"));
        side = Side.valueOf(wire.read("side").text());
        strategy = OrderId.strategy(wire.read("strategy").text());
    }
}
