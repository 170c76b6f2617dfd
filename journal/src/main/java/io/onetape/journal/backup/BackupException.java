package io.onetape.journal.backup;

/** A backup cannot be written with this key file, or cannot be read. */
public final class BackupException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Whose fault it is. */
    public enum Fault {
        /** The key file is no key file, others may read it, or it is not the one of this backup. */
        KEY,
        /** The backup is not what was written. */
        DAMAGED,
        /** What is asked for would replace something, or has nothing to work on. */
        REFUSED
    }

    private final Fault fault;

    BackupException(Fault fault, String message) {
        super(message);
        this.fault = fault;
    }

    BackupException(Fault fault, String message, Throwable cause) {
        super(message, cause);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
