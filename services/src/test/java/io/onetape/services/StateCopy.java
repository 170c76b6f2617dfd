package io.onetape.services;

import io.onetape.replay.Processor;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.wire.Wire;
import net.openhft.chronicle.wire.WireType;

/** Writes a processor's state and reads it into a fresh one, and shows states as text so that they can be compared. */
public final class StateCopy {
    private StateCopy() {}

    /** {@code fresh} after it has read {@code from}'s state, by way of binary wire. */
    public static <P extends Processor> P copy(P from, P fresh) {
        Wire wire = WireType.BINARY.apply(Bytes.allocateElasticOnHeap());
        from.writeState(wire);
        fresh.readState(wire);
        return fresh;
    }

    /** The state as an operator sees it. */
    public static String text(Processor of) {
        Wire wire = WireType.TEXT.apply(Bytes.allocateElasticOnHeap());
        of.writeState(wire);
        return wire.toString();
    }
}
