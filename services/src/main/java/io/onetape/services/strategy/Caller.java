package io.onetape.services.strategy;

import org.jspecify.annotations.Nullable;

/** Whom the record in hand is about, should handling it throw, or not come back. Single-threaded. */
final class Caller {
    private CallListener listener = CallListener.NONE;
    private @Nullable Hosted called;

    void tell(CallListener to) {
        listener = to;
    }

    void calls(Hosted hosted) {
        called = hosted;
        listener.calls(hosted.strategy);
    }

    /** The record, or the timer, is done with. */
    void done() {
        if (called != null) {
            called = null;
            listener.returned();
        }
    }

    /** What was thrown, with the name of the strategy that was called, if one was. */
    RuntimeException named(Throwable thrown) {
        Hosted failed = called;
        if (failed != null) {
            return new StrategyFailedException(failed.strategy, thrown);
        }
        return thrown instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(thrown);
    }
}
