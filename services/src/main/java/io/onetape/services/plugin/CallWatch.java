package io.onetape.services.plugin;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Shows another thread which call does not come back. The thread that calls writes which record it handles and whom it calls, without a clock and without a
 * fence: a few nanoseconds a call. {@link HangWatch} looks at it from time to time, by a clock of its own.
 *
 * <pre>{@code
 * watch.enter(record.sequence(), strategy);
 * strategy.onMarketData(top, desk);
 * watch.leave();
 * }</pre>
 *
 * What a call throws leaves it entered; enter again or leave. One thread enters and leaves, others look.
 */
public final class CallWatch {
    static final long NONE = 0;

    private static final VarHandle SEQUENCE = handle("sequence");
    private static final VarHandle CALLED = handle("called");

    @SuppressWarnings("UnusedVariable") // by its handle
    private long sequence;

    @SuppressWarnings("UnusedVariable") // by its handle
    private long called;

    /** From here on it is in this record (above 0), calling this one: a strategy's name as the tape has it, or any number of the caller's choice. */
    public void enter(long ofRecord, long whom) {
        CALLED.setOpaque(this, whom);
        SEQUENCE.setRelease(this, ofRecord);
    }

    /** It has come back. */
    public void leave() {
        SEQUENCE.setRelease(this, NONE);
    }

    /** The record that is being handled, 0 if none is. */
    long sequence() {
        return (long) SEQUENCE.getAcquire(this);
    }

    /** Read after {@link #sequence()}: whom that record's call, or a later one's, is for. */
    long called() {
        return (long) CALLED.getOpaque(this);
    }

    private static VarHandle handle(String field) {
        try {
            return MethodHandles.lookup().findVarHandle(CallWatch.class, field, long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
