package io.onetape.services.trading;

import io.onetape.journal.record.RecordView;
import io.onetape.replay.Emitter;
import io.onetape.replay.Processor;
import io.onetape.services.StateCopy;
import java.util.function.Supplier;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/** A processor that can be replaced, in the midst of a scenario, by a fresh one that has read its state. */
final class Restarting implements Processor {
    private final Supplier<Processor> fresh;
    private Processor current;

    Restarting(Supplier<Processor> fresh) {
        this.fresh = fresh;
        this.current = fresh.get();
    }

    void restart() {
        current = StateCopy.copy(current, fresh.get());
    }

    @Override
    public String name() {
        return current.name();
    }

    @Override
    public void onRecord(RecordView record, Emitter out) {
        current.onRecord(record, out);
    }

    @Override
    public void onTimer(long timer, long dueNanos, Emitter out) {
        current.onTimer(timer, dueNanos, out);
    }

    @Override
    public void writeState(WireOut state) {
        current.writeState(state);
    }

    @Override
    public void readState(WireIn state) {
        current.readState(state);
    }
}
