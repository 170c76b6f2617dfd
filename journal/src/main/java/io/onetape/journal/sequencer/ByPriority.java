package io.onetape.journal.sequencer;

import io.onetape.journal.record.RecordView;
import java.util.List;

/** Outboxes in turn, in their order of priority, a bounded number of records each: what a live system does. */
final class ByPriority implements Order {
    private static final int RECORDS_PER_OUTBOX = 64;

    private final Sequencer sequencer;
    private final List<Inlet> inlets;
    private final SequencerAgent.Clock clock;
    private final Looks looks;

    ByPriority(Sequencer sequencer, List<Inlet> inlets, SequencerAgent.Clock clock) {
        this.sequencer = sequencer;
        this.inlets = inlets;
        this.clock = clock;
        this.looks = new Looks(inlets);
    }

    @Override
    public int turn() {
        looks.turn();
        int work = 0;
        for (int i = 0; i < inlets.size(); i++) {
            Inlet inlet = inlets.get(i);
            RecordView record = inlet.peek();
            for (int taken = 0; record != null && taken < RECORDS_PER_OUTBOX; taken++) {
                sequencer.sequence(record.buffer(), record.length(), inlet.source(), clock.nanosFor(record));
                inlet.remove();
                work++;
                record = inlet.peek();
            }
        }
        return work;
    }
}
