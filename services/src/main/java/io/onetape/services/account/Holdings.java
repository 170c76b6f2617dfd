package io.onetape.services.account;

import io.onetape.journal.fixed.ExactSum;
import java.util.ArrayList;
import java.util.List;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;
import org.jspecify.annotations.Nullable;

/** The holdings of all instruments, by id. */
final class Holdings {
    private final List<@Nullable Holding> byInstrument = new ArrayList<>();
    private final ExactSum sum = new ExactSum();

    Holding of(int instrument) {
        while (byInstrument.size() <= instrument) {
            byInstrument.add(null);
        }
        Holding holding = byInstrument.get(instrument);
        if (holding == null) {
            holding = new Holding(instrument);
            byInstrument.set(instrument, holding);
        }
        return holding;
    }

    /** Of all instruments, summed exactly, then rounded half-even. */
    long total() {
        sum.clear();
        for (Holding holding : byInstrument) {
            if (holding != null) {
                holding.addTotal(sum);
            }
        }
        return sum.toFixed8HalfEven();
    }

    /** Of all instruments, summed exactly, then rounded half-even. */
    long realized() {
        sum.clear();
        for (Holding holding : byInstrument) {
            if (holding != null) {
                holding.addRealized(sum);
            }
        }
        return sum.toFixed8HalfEven();
    }

    long fees() {
        long fees = 0;
        for (Holding holding : byInstrument) {
            fees = holding == null ? fees : Math.addExact(fees, holding.fees);
        }
        return fees;
    }

    long funding() {
        long funding = 0;
        for (Holding holding : byInstrument) {
            funding = holding == null ? funding : Math.addExact(funding, holding.funding);
        }
        return funding;
    }

    List<HeldPosition> positions() {
        List<HeldPosition> positions = new ArrayList<>();
        for (Holding holding : byInstrument) {
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
                        holding.funding));
            }
        }
        return positions;
    }

    void writeState(WireOut state) {
        state.write("positions").sequence(byInstrument, (all, out) -> {
            for (Holding holding : all) {
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
        // Wire finds keys in any order; the instrument says which holding the others belong to.
        of(wire.read("instrument").int32()).readState(wire);
    }
}
