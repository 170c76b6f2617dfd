package io.onetape.replay;

import io.onetape.journal.record.RecordCopy;
import io.onetape.journal.record.RecordView;
import io.onetape.replay.snapshot.Snapshot;
import java.util.Optional;

/**
 * One processor of a parity check: it runs over the tape's records, or over those behind a snapshot of it, and what it emits waits to be met. What it had emitted
 * before the snapshot is not compared. Single-threaded.
 */
final class CheckedProcessor {
    private final PendingOutputs outputs = new PendingOutputs();
    private final Host host;
    private long start;
    private long emittedBefore;
    private long metBefore;
    private long compared;
    private long notCompared;

    CheckedProcessor(Processor fresh, int source) {
        this.host = new Host(fresh, source, outputs);
    }

    void startFrom(Snapshot snapshot) {
        host.readState(snapshot.state().bytes(), snapshot.emitted());
        start = snapshot.sequence();
        emittedBefore = snapshot.emitted();
        metBefore = snapshot.met();
    }

    void honour(Quarantines quarantines) {
        host.honour(quarantines.copy());
    }

    /** Takes a record of its own; false if it is not what comes next. */
    boolean meets(RecordView record) {
        if (record.sequence() <= start) {
            notCompared++;
            return true;
        }
        if (metBefore < emittedBefore) { // it was on its way when the snapshot was taken
            notCompared++;
            return record.sourceSequence() == ++metBefore;
        }
        compared++;
        if (!outputs.matches(record)) {
            return false;
        }
        outputs.remove();
        return true;
    }

    void deliver(RecordView record) {
        if (record.sequence() > start) {
            host.deliver(record);
        }
    }

    /** Its state after the last record that it was given. */
    Snapshot snapshot(long tapeId, String build, long sequence, int crc32c) {
        return new Snapshot(
                tapeId,
                name(),
                build,
                false,
                host.source(),
                sequence,
                crc32c,
                host.emitted(),
                met(),
                new Snapshot.State(host.writeState()));
    }

    /** The last of its outputs that it has met. */
    long met() {
        return host.emitted() - missing(Long.MAX_VALUE);
    }

    /** What it now emits next and has not met; empty if that is nothing. */
    Optional<RecordCopy> next() {
        return outputs.first();
    }

    /** Outputs that it has emitted of records up to this one and not met. */
    long missing(long through) {
        return emittedBefore - metBefore + outputs.countCausedThrough(through);
    }

    String name() {
        return host.processor().name();
    }

    /** The record that it was started behind, 0: none. */
    long start() {
        return start;
    }

    long compared() {
        return compared;
    }

    long notCompared() {
        return notCompared;
    }
}
