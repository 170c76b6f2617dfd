package io.onetape.replay;

import io.onetape.journal.record.RecordView;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/**
 * The deterministic logic of one service: (state, record) to records. No clock, no randomness, no input or output, no threads, no hash order. Only the
 * loop calls it, on one thread, one record at a time, in tape order; its own records come by too. The only time that exists is
 * {@link RecordView#recordedAtNanos()}.
 */
public interface Processor {
    /** The name of its source on the tape: {@code marketdata}. */
    String name();

    /**
     * Takes one record and emits what follows from it. Flyweights are valid during the call only. What is emitted is numbered, and stamped with its cause,
     * by the emitter. Bad input becomes a rejection; a broken invariant throws and stops the service.
     */
    void onRecord(RecordView record, Emitter out);

    /**
     * True if records of this type change nothing here, and nothing follows from them, before {@link #attentiveFromNanos}: then they need not be handed over. Whether they are makes no difference
     * but to speed.
     */
    default boolean passesOver(int templateId) {
        return false;
    }

    /** From this time on the next record of any type may say something, by its time alone. Asked after each record that was handed over. Timers wake by themselves. */
    default long attentiveFromNanos() {
        return Long.MAX_VALUE;
    }

    /** A timer that this processor has set has come due: the time of {@code record} reached it, and {@code record} itself follows. */
    default void onTimer(long timer, long dueNanos, Emitter out) {}

    /**
     * A part of this processor failed on the record with this sequence, which is about to come: it must not see it. Called before that record whenever the
     * processor is run over it again, live, recovering or verifying. Processors without parts have nothing to do.
     */
    default void quarantine(long part, long fromSequence, Emitter out) {}

    /** Everything that the future depends on, in sorted order of keys; {@link #readState} of it gives an equal processor. */
    void writeState(WireOut state);

    /** Becomes what {@link #writeState} wrote. Called on a fresh processor only. */
    void readState(WireIn state);
}
