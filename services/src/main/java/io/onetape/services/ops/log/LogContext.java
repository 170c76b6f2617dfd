package io.onetape.services.ops.log;

import org.jspecify.annotations.Nullable;

/**
 * What a thread works on, so that whatever it logs can say so. Entering is one reference written, and what there is to say is asked for only when something is
 * logged: cheap enough for every turn of a loop. Of one thread.
 */
public final class LogContext {
    /** What is worked on. Asked by the same thread. */
    public interface Subject {
        /** The service's name. */
        String service();

        /** Sequence of the record that it handles, or handled last; not above 0 if there is none. */
        long sequence();

        /** Correlation of that record; not above 0 if there is none. */
        long correlation();
    }

    private static final ThreadLocal<LogContext> OF_THREAD = ThreadLocal.withInitial(LogContext::new);

    private @Nullable Subject subject;

    private LogContext() {}

    /** The calling thread's. */
    public static LogContext ofThread() {
        return OF_THREAD.get();
    }

    /** From here on it works on this. */
    public void enter(Subject on) {
        subject = on;
    }

    /** It works on nothing in particular. */
    public void leave() {
        subject = null;
    }

    @Nullable Subject subject() {
        return subject;
    }
}
