package io.onetape.services.ops;

/**
 * How one service of a process is.
 *
 * @param consumed sequence that it has consumed through; {@link #NO_TAPE} of what does not read the tape
 * @param behind records between that and the tape's end, 0 of what does not read the tape
 * @param failures those that still count towards giving it up
 * @param failure what it failed with last, empty if it did not
 */
public record ServiceHealth(String name, State state, long consumed, long behind, int failures, String failure) {
    /** In place of a sequence. */
    public static final long NO_TAPE = -1;

    /** What becomes of a service. */
    public enum State {
        /** Is opened as soon as it can be. */
        STARTING,
        RUNNING,
        STOPPED,
        /** Is not opened again: an operator has to decide. */
        FAILED
    }
}
