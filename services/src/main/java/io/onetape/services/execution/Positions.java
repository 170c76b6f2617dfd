package io.onetape.services.execution;

import io.onetape.journal.schema.FillDecoder;
import io.onetape.journal.schema.Flag;
import io.onetape.journal.schema.PositionSide;
import io.onetape.journal.schema.Side;
import io.onetape.services.execution.Order.AmendStep;
import java.util.ArrayList;
import java.util.List;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/** Positions from the fills seen so far, by instrument and then side; few, so a sorted list serves. */
final class Positions {
    private final List<Position> sorted = new ArrayList<>();

    int count() {
        return sorted.size();
    }

    Position get(int index) {
        return sorted.get(index);
    }

    /** Counts a fill. */
    Position apply(int instrument, FillDecoder fill) {
        PositionSide side = fill.positionSide();
        Position position = of(instrument, side == PositionSide.NULL_VAL ? PositionSide.BOTH : side);
        long change = fill.side() == Side.BUY ? fill.quantity() : Math.negateExact(fill.quantity());
        position.quantity = Math.addExact(position.quantity, change);
        return position;
    }

    Position of(int instrument, PositionSide side) {
        int at = 0;
        while (at < sorted.size() && isBefore(sorted.get(at), instrument, side)) {
            at++;
        }
        if (at == sorted.size() || sorted.get(at).instrument != instrument || sorted.get(at).side != side) {
            sorted.add(at, new Position(instrument, side));
        }
        return sorted.get(at);
    }

    /** From here on {@link #reduces} counts what orders take back. */
    void beginReducing() {
        for (int i = 0; i < sorted.size(); i++) {
            sorted.get(i).reducible = Math.abs(sorted.get(i).quantity);
        }
    }

    /** True if the order can only take its position back, together with all others of which this was said since {@link #beginReducing}. */
    boolean reduces(Order order) {
        if (order.reduceOnly == Flag.YES) {
            return true;
        }
        Position position = of(order.instrument, order.positionSide);
        boolean opposite = order.buys() ? position.quantity < 0 : position.quantity > 0;
        if (!opposite || order.leaves() > position.reducible || order.amend != AmendStep.NONE) {
            return false;
        }
        position.reducible -= order.leaves();
        return true;
    }

    private static boolean isBefore(Position position, int instrument, PositionSide side) {
        return position.instrument != instrument
                ? position.instrument < instrument
                : position.side.value() < side.value();
    }

    /** Writes {@code positions}, by instrument and side. */
    void writeState(WireOut state) {
        state.write("positions").sequence(sorted, (all, out) -> {
            for (Position position : all) {
                out.marshallable(position::writeState);
            }
        });
    }

    void readState(WireIn state) {
        state.read("positions").sequence(sorted, (to, in) -> {
            while (in.hasNextSequenceItem()) {
                in.marshallable(wire -> to.add(Position.readState(wire)));
            }
        });
    }
}
