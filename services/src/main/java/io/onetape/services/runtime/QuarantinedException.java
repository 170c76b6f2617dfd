package io.onetape.services.runtime;

/** A strategy has failed, and that was said: the service starts again as soon as that is on the tape. */
final class QuarantinedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final long number;

    QuarantinedException(long number, RuntimeException cause) {
        super(cause.getMessage(), cause);
        this.number = number;
    }

    /** Under which number of the process's own source it was said. */
    long number() {
        return number;
    }
}
