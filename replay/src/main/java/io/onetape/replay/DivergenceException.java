package io.onetape.replay;

/** A processor emits something else than it did before, from the same records: a defect, or another version. It is never passed over. */
public final class DivergenceException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final long sequence;

    DivergenceException(long sequence, String message) {
        super("divergence at sequence " + sequence + ": " + message);
        this.sequence = sequence;
    }

    /** The record on the tape from which the other output followed, or the output itself. */
    public long sequence() {
        return sequence;
    }
}
