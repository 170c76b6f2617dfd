package io.onetape.replay;

/** The state at hand is of another build, and was not taken by a clean stop of it: nobody can tell whether this build would have done the same. */
public final class BuildChangedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BuildChangedException(String message) {
        super(message);
    }
}
