package io.onetape.replay;

import org.agrona.sbe.MessageEncoderFlyweight;

/**
 * Where a processor puts its records. The emitter writes the header: the processor's source, the next sourceSequence, the record that is being handled as
 * cause, and its correlation. Valid during the call that handed it out.
 */
public interface Emitter {
    /**
     * Starts a record about {@code instrument} (0 if none) and returns {@code encoder} wrapped over its body. Set every field, then {@link #emit()}; what is
     * begun and not emitted is dropped by the next {@code begin}.
     */
    <E extends MessageEncoderFlyweight> E begin(E encoder, int instrument);

    /** The record that was begun is complete. */
    void emit();

    /** Calls {@link Processor#onTimer} before the first record whose time is at or after {@code dueNanos}. The same number again moves the timer. */
    void setTimer(long timer, long dueNanos);

    /** Forgets a timer; one that is not set is no error. */
    void cancelTimer(long timer);
}
