package io.onetape.backtest.importer.line;

/** A line is not what it should be; the message is the reason, for people. Costs no stack trace: a file may hold millions of them. */
public final class BadLine extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BadLine(String reason) {
        super(reason, null, false, false);
    }

    /** The reason. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
