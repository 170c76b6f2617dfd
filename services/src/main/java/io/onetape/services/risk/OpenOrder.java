package io.onetape.services.risk;

import io.onetape.journal.record.OrderId;
import io.onetape.journal.schema.PositionSide;
import io.onetape.journal.schema.Side;
import io.onetape.services.reference.StateText;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/** An order that risk has passed, or execution has sent by itself, and that has not ended: its leaves count as if they were filled. */
final class OpenOrder {
    long strategy;
    long intent;
    int instrument;
    PositionSide positionSide = PositionSide.BOTH;
    Side side = Side.NULL_VAL;
    long quantity;
    long leaves;

    void writeState(WireOut wire) {
        wire.write("instrument").int32(instrument);
        wire.write("intent").int64(intent);
        StateText.fixed8(wire.write("leaves"), leaves);
        wire.write("positionSide").text(positionSide.name());
        StateText.fixed8(wire.write("quantity"), quantity);
        wire.write("side").text(side.name());
        wire.write("strategy").text(OrderId.strategyName(strategy));
    }

    void readState(WireIn wire) {
        instrument = wire.read("instrument").int32();
        intent = wire.read("intent").int64();
        leaves = StateText.fixed8(wire.read("leaves"));
        positionSide = PositionSide.valueOf(wire.read("positionSide").text());
        quantity = StateText.fixed8(wire.read("quantity"));
        side = Side.valueOf(wire.read("side").text());
        strategy = OrderId.strategy(wire.read("strategy").text());
    }
}
