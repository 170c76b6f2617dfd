package io.onetape.services.execution.gate;

import io.onetape.journal.schema.CircuitState;
import java.util.ArrayList;
import java.util.List;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/**
 * The circuits that are not closed, each about one instrument or (0) about all, under its name. An open one lets no order through; a half-open one lets a
 * bounded number through until it changes again. Few, so a sorted list serves. Single-threaded.
 */
final class Circuits {
    private static final class Circuit {
        private final int instrument;
        private final String name;
        private CircuitState state = CircuitState.OPEN;
        private long left;

        private Circuit(int instrument, String name) {
            this.instrument = instrument;
            this.name = name;
        }

        private boolean isFor(int what) {
            return instrument == 0 || instrument == what;
        }

        private int compare(int toInstrument, String toName) {
            return instrument != toInstrument ? Integer.compare(instrument, toInstrument) : name.compareTo(toName);
        }
    }

    private final List<Circuit> notClosed = new ArrayList<>();

    /** A circuit has changed; half open it lets {@code halfOpenOrders} through. */
    void changed(int instrument, String name, CircuitState state, long halfOpenOrders) {
        int at = 0;
        while (at < notClosed.size() && notClosed.get(at).compare(instrument, name) < 0) {
            at++;
        }
        boolean known = at < notClosed.size() && notClosed.get(at).compare(instrument, name) == 0;
        if (state == CircuitState.CLOSED) {
            if (known) {
                notClosed.remove(at);
            }
            return;
        }
        if (!known) {
            notClosed.add(at, new Circuit(instrument, name));
        }
        Circuit circuit = notClosed.get(at);
        circuit.state = state;
        circuit.left = state == CircuitState.HALF_OPEN ? halfOpenOrders : 0;
    }

    boolean letsThrough(int instrument) {
        for (int i = 0; i < notClosed.size(); i++) {
            Circuit circuit = notClosed.get(i);
            if (circuit.isFor(instrument) && circuit.left == 0) {
                return false;
            }
        }
        return true;
    }

    /** One has gone through. */
    void passed(int instrument) {
        for (int i = 0; i < notClosed.size(); i++) {
            Circuit circuit = notClosed.get(i);
            if (circuit.isFor(instrument)) {
                circuit.left--;
            }
        }
    }

    /** Writes {@code circuits}, by instrument and name. */
    void writeState(WireOut state) {
        state.write("circuits").sequence(notClosed, (all, out) -> {
            for (Circuit circuit : all) {
                out.marshallable(wire -> {
                    wire.write("instrument").int32(circuit.instrument);
                    wire.write("left").int64(circuit.left);
                    wire.write("name").text(circuit.name);
                    wire.write("state").text(circuit.state.name());
                });
            }
        });
    }

    void readState(WireIn state) {
        state.read("circuits").sequence(this, (to, in) -> {
            while (in.hasNextSequenceItem()) {
                in.marshallable(wire -> {
                    int instrument = wire.read("instrument").int32();
                    long left = wire.read("left").int64();
                    String name = wire.read("name").text();
                    to.changed(
                            instrument,
                            name,
                            CircuitState.valueOf(wire.read("state").text()),
                            left);
                });
            }
        });
    }
}
