package io.onetape.tools.console;

/** What the command's exit code says. */
public final class ExitCode {
    public static final int OK = 0;

    /** The answer is no: differs, mismatch, not found. */
    public static final int NO = 1;

    public static final int USAGE = 2;

    /** At run time, or in input and output. */
    public static final int RUN_TIME = 3;

    public static final int DAMAGED = 4;
    public static final int BUSY = 5;
    public static final int REFUSED = 6;
    public static final int TIMEOUT = 7;

    private ExitCode() {}
}
