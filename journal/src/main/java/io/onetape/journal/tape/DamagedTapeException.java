package io.onetape.journal.tape;

/** A tape or outbox does not hold what was written to it. */
public final class DamagedTapeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final long sequence;
    private final String found;

    public DamagedTapeException(long sequence, String found) {
        super("damaged at sequence " + sequence + ": " + found);
        this.sequence = sequence;
        this.found = found;
    }

    /** What was found there, and what was expected. */
    public String found() {
        return found;
    }

    /** The first sequence that cannot be read as it was written. */
    public long sequence() {
        return sequence;
    }
}
