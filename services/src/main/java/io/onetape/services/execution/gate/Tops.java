package io.onetape.services.execution.gate;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.BookStatus;
import io.onetape.journal.schema.BookTopDecoder;
import io.onetape.services.reference.StateText;
import java.util.ArrayList;
import java.util.List;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;
import org.jspecify.annotations.Nullable;

/** The best prices of every instrument, as long as its book is valid. Single-threaded. */
public final class Tops {
    private static final class Top {
        private long bid;
        private long ask;
    }

    private final List<@Nullable Top> byInstrument = new ArrayList<>();

    /** A book's best levels or its status have changed. */
    public void apply(int instrument, BookTopDecoder top) {
        boolean valid = top.status() == BookStatus.VALID;
        set(instrument, valid ? top.bid() : Fixed8.NULL, valid ? top.ask() : Fixed8.NULL);
    }

    /** The best bid or ask; {@link Fixed8#NULL} while the book is not valid or that side is empty. */
    public long best(int instrument, boolean bid) {
        Top top = instrument < byInstrument.size() ? byInstrument.get(instrument) : null;
        return top == null ? Fixed8.NULL : bid ? top.bid : top.ask;
    }

    private void set(int instrument, long bid, long ask) {
        while (byInstrument.size() <= instrument) {
            byInstrument.add(null);
        }
        Top top = byInstrument.get(instrument);
        if (top == null) {
            top = new Top();
            byInstrument.set(instrument, top);
        }
        top.bid = bid;
        top.ask = ask;
    }

    /** Writes {@code tops}, by instrument. */
    public void writeState(WireOut state) {
        state.write("tops").sequence(byInstrument, (all, out) -> {
            for (int i = 0; i < all.size(); i++) {
                Top top = all.get(i);
                int instrument = i;
                if (top != null) {
                    out.marshallable(wire -> {
                        StateText.fixed8(wire.write("ask"), top.ask);
                        StateText.fixed8(wire.write("bid"), top.bid);
                        wire.write("instrument").int32(instrument);
                    });
                }
            }
        });
    }

    /** Reads what {@link #writeState} wrote. */
    public void readState(WireIn state) {
        state.read("tops").sequence(this, (to, in) -> {
            while (in.hasNextSequenceItem()) {
                in.marshallable(wire -> {
                    long ask = StateText.fixed8(wire.read("ask"));
                    long bid = StateText.fixed8(wire.read("bid"));
                    to.set(wire.read("instrument").int32(), bid, ask);
                });
            }
        });
    }
}
