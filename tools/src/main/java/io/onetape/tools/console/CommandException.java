package io.onetape.tools.console;

/** Ends a command: what was found and expected, the next command to type, and the exit code. */
public final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int exitCode;
    private final String next;

    public CommandException(int exitCode, String message, String next) {
        super(message);
        this.exitCode = exitCode;
        this.next = next;
    }

    /** What was typed cannot be meant. */
    public static CommandException usage(String message, String next) {
        return new CommandException(ExitCode.USAGE, message, next);
    }

    /** What was looked for is not there. */
    public static CommandException notFound(String message, String next) {
        return new CommandException(ExitCode.NO, message, next);
    }

    public int exitCode() {
        return exitCode;
    }

    /** What to type next; empty if nothing helps. */
    public String next() {
        return next;
    }
}
