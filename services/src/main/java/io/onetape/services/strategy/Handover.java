package io.onetape.services.strategy;

import java.util.Optional;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.wire.Wire;
import net.openhft.chronicle.wire.WireType;

/** Gives what one instance of a strategy has learnt to an instance of newer code. */
final class Handover {
    private Handover() {}

    /**
     * Writes one's state and lets the other read it. Why not, if either throws: the other has read some of it then and is not to be used. State is read by
     * name: what the newer code does not ask for is dropped, and what it asks for in vain it reads as zero. Whether that will do is for the newer code to say,
     * by throwing.
     */
    static Optional<String> copy(Strategy from, Strategy to) {
        Wire wire = WireType.BINARY.apply(Bytes.allocateElasticOnHeap());
        try {
            from.writeState(wire);
        } catch (RuntimeException e) {
            return Optional.of("writeState threw " + text(e));
        }
        try {
            to.readState(wire);
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of("readState threw " + text(e));
        }
    }

    /** Of other exceptions the kind alone: their messages are the JDK's, and may differ from one to the next. */
    private static String text(RuntimeException e) {
        String kind = e.getClass().getSimpleName();
        return e instanceof IllegalArgumentException ? kind + ": " + e.getMessage() : kind;
    }
}
