package io.onetape.backtest;

/** What was asked for will not be done, because its result would mislead; the command exits with 6. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String next;

    /**
     * @param found what is there
     * @param expected what had to be there
     * @param next the command to type instead
     */
    public RefusedException(String found, String expected, String next) {
        super("found " + found + "; expected " + expected);
        this.next = next;
    }

    /** The command to type instead. */
    public String next() {
        return next;
    }
}
