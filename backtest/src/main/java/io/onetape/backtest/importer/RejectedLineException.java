package io.onetape.backtest.importer;

/** A strict import met a line that it rejects. What came before that line has reached the sink. */
public final class RejectedLineException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Reject reject;
    private final transient ImportResult result;

    RejectedLineException(Reject reject, ImportResult result) {
        super(reject
                + "; a strict import stops at the first rejected line: correct the line or import without --strict");
        this.reject = reject;
        this.result = result;
    }

    public Reject reject() {
        return reject;
    }

    /** The account up to and with the rejected line. */
    public ImportResult result() {
        return result;
    }
}
