package io.onetape.services.execution;

import io.onetape.journal.schema.PositionSide;
import io.onetape.services.reference.StateText;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/** One position from fills, and whether it is being taken back. Fixed8, positive is long. */
final class Position {
    final int instrument;
    final PositionSide side;
    long quantity;
    long reducible; // what no order has been found to reduce yet, while orders are looked through
    boolean flatten;
    boolean failed; // to flatten
    long flattenSinceNanos;
    long flattenIntent; // 0 if none is open

    Position(int instrument, PositionSide side) {
        this.instrument = instrument;
        this.side = side;
    }

    void writeState(WireOut wire) {
        wire.write("failed").bool(failed);
        wire.write("flatten").bool(flatten);
        wire.write("flattenIntent").int64(flattenIntent);
        wire.write("flattenSinceNanos").int64(flattenSinceNanos);
        wire.write("instrument").int32(instrument);
        StateText.fixed8(wire.write("position"), quantity);
        wire.write("positionSide").text(side.name());
    }

    static Position readState(WireIn wire) {
        boolean failed = wire.read("failed").bool();
        boolean flatten = wire.read("flatten").bool();
        long flattenIntent = wire.read("flattenIntent").int64();
        long flattenSinceNanos = wire.read("flattenSinceNanos").int64();
        int instrument = wire.read("instrument").int32();
        long quantity = StateText.fixed8(wire.read("position"));
        Position position = new Position(
                instrument, PositionSide.valueOf(wire.read("positionSide").text()));
        position.failed = failed;
        position.flatten = flatten;
        position.flattenIntent = flattenIntent;
        position.flattenSinceNanos = flattenSinceNanos;
        position.quantity = quantity;
        return position;
    }
}
