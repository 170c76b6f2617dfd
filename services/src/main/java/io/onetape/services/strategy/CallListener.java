package io.onetape.services.strategy;

/**
 * Hears which strategy is being called, on the thread that calls, so that somebody else can see a call that does not come back. Has no say in what happens: what
 * it does must cost next to nothing.
 */
public interface CallListener {
    /** Nobody looks. */
    CallListener NONE = new CallListener() {
        @Override
        public void calls(long strategy) {}

        @Override
        public void returned() {}
    };

    /** This strategy is called from here on, by its name as it stands on the tape; another one was, if {@link #returned} was not told. */
    void calls(long strategy);

    /** Whoever was called has come back, or has thrown. */
    void returned();
}
