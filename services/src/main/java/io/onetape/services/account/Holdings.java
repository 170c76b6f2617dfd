package io.onetape.services.account;

import io.onetape.journal.fixed.ExactSum;
import io.onetape.journal.schema.PositionSide;
import java.util.ArrayList;
import java.util.List;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;
import org.jspecify.annotations.Nullable;

/** All holdings: by the instrument's id, of each the net position, the long and the short one. The latter two are there once hedge mode has made them. */
final class Holdings {
    private static final int SIDES = 3;

    private final List<@Nullable Holding> all = new ArrayList<>();
    private final ExactSum sum = new ExactSum();

    /** The net position; it has the instrument's mark also in hedge mode. */
    Holding of(int instrument) {
        return of(instrument, PositionSide.BOTH);
    }

    /** A side that is not known is the net position. A new long or short position is valued as the net one. */
    Holding of(int instrument, PositionSide side) {
        int index = index(instrument, side);
        while (all.size() <= index) {
            all.add(null);
        }
        Holding holding = all.get(index);
        if (holding == null) {
            boolean net = side != PositionSide.LONG && side != PositionSide.SHORT;
            holding = new Holding(instrument, net ? PositionSide.BOTH : side);
            if (!net) {
                Holding both = of(instrument);
                holding.mark = both.mark;
                holding.markSource = both.markSource;
            }
            all.set(index, holding);
        }
        return holding;
    }

    /** What there is already of this instrument. */
    @Nullable Holding find(int instrument, PositionSide side) {
        int index = index(instrument, side);
        return index < all.size() ? all.get(index) : null;
    }

    private static int index(int instrument, PositionSide side) {
        return SIDES * instrument + (side == PositionSide.LONG ? 1 : side == PositionSide.SHORT ? 2 : 0);
    }

    /** One more than the highest {@link #at} may be asked for. */
    int size() {
        return all.size();
    }

    /** By instrument; null where there is no holding. */
    @Nullable Holding at(int index) {
        return all.get(index);
    }

    /** Of all holdings, summed exactly, then rounded half-even. */
    long total() {
        sum.clear();
        for (int i = 0; i < all.size(); i++) {
            Holding holding = all.get(i);
            if (holding != null) {
                holding.addTotal(sum);
            }
        }
        return sum.toFixed8HalfEven();
    }

    /** Of all holdings, summed exactly, then rounded half-even. */
    long realized() {
        sum.clear();
        for (int i = 0; i < all.size(); i++) {
            Holding holding = all.get(i);
            if (holding != null) {
                holding.addRealized(sum);
            }
        }
        return sum.toFixed8HalfEven();
    }

    /** What all positions are worth, long and short ones alike, half-even. */
    long notional() {
        sum.clear();
        for (int i = 0; i < all.size(); i++) {
            Holding holding = all.get(i);
            if (holding != null) {
                holding.addNotional(sum);
            }
        }
        return sum.toFixed8HalfEven();
    }

    long fees() {
        long fees = 0;
        for (int i = 0; i < all.size(); i++) {
            Holding holding = all.get(i);
            fees = holding == null ? fees : Math.addExact(fees, holding.fees);
        }
        return fees;
    }

    long funding() {
        long funding = 0;
        for (int i = 0; i < all.size(); i++) {
            Holding holding = all.get(i);
            funding = holding == null ? funding : Math.addExact(funding, holding.funding);
        }
        return funding;
    }

    List<HeldPosition> positions() {
        List<HeldPosition> positions = new ArrayList<>();
        for (Holding holding : all) {
            if (holding != null) {
                positions.add(new HeldPosition(
                        holding.instrument,
                        holding.position,
                        holding.entryPrice(),
                        holding.mark,
                        holding.markSource,
                        holding.realized(),
                        holding.unrealized(),
                        holding.fees,
                        holding.funding,
                        holding.side));
            }
        }
        return positions;
    }

    void writeState(WireOut state) {
        state.write("positions").sequence(all, (from, out) -> {
            for (Holding holding : from) {
                if (holding != null) {
                    out.marshallable(holding::writeState);
                }
            }
        });
    }

    void readState(WireIn state) {
        state.read("positions").sequence(this, (to, in) -> {
            while (in.hasNextSequenceItem()) {
                in.marshallable(Holdings.this::readOne);
            }
        });
    }

    private void readOne(WireIn wire) {
        // Wire finds keys in any order; instrument and side say which holding the others belong to.
        int instrument = wire.read("instrument").int32();
        of(instrument, PositionSide.valueOf(wire.read("positionSide").text())).readState(wire);
    }
}
