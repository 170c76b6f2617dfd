package io.onetape.tools.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a command may touch of the world outside the tape.
 *
 * @param out data
 * @param err messages and progress
 * @param columns width of the terminal that stdout is, 0 if it is none
 * @param progress true if stderr is a terminal
 * @param colour true if stdout shows colours
 * @param environment of the process
 * @param wallNanos the wall clock, nanoseconds since the epoch
 */
public record Console(
        Out out,
        PrintStream err,
        int columns,
        boolean progress,
        boolean colour,
        Map<String, String> environment,
        LongSupplier wallNanos) {
    private static final int DEFAULT_COLUMNS = 80;
    private static final String COMMAND = Shell.word(System.getProperty("onetape.command", "tape"));
    private static final Pattern TAPE = Pattern.compile("((?:next|then|or): |^ +)tape (?=[a-z])", Pattern.MULTILINE);
    private static final Pattern COMMAND_LINE = Pattern.compile(
            " *((next|then|or): )?(tape|\\S*/tape|ls|rm|gzip|gunzip|unzip|export|TAPE_[A-Z_]+=\\S+) .*");

    /** The console of this process. The launcher says by properties which streams are terminals, for Java cannot tell. */
    public static Console ofProcess() {
        int columns = Integer.getInteger("onetape.columns", -1);
        boolean isTerminal = columns >= 0;
        Map<String, String> environment = System.getenv();
        return new Console(
                new Out(new FileOutputStream(FileDescriptor.out)),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                isTerminal ? (columns == 0 ? DEFAULT_COLUMNS : columns) : 0,
                Boolean.getBoolean("onetape.progress"),
                isTerminal && environment.getOrDefault("NO_COLOR", "").isEmpty(),
                environment,
                () -> {
                    Instant now = Instant.now();
                    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
                });
    }

    /** True if stdout is a terminal. */
    public boolean isTerminal() {
        return columns > 0;
    }

    /** An environment variable that is set and not empty. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    /** Says something on stderr, on a terminal in lines that fit. What follows {@code next:} is typed as this command was. */
    public void say(String message) {
        err.println(Wrap.words(typed(message), columns, "  "));
    }

    /** Says on stderr what to type next: on a terminal an alternative a line if not all fit on one, for a command that is broken cannot be copied. */
    public void sayNext(String next) {
        String line = typed("  next: " + next);
        if (!isTerminal() || line.length() <= columns) {
            err.println(line);
            return;
        }
        for (String part : line.split(" {3,}(?=\\S)", -1)) {
            String shown = part.startsWith("  ") ? part : "  " + part;
            err.println(COMMAND_LINE.matcher(shown).lookingAt() ? shown : Wrap.words(shown, columns, "    "));
        }
    }

    /** The text with this command as it was typed, by the launcher's path where it is not on the PATH. */
    public static String typed(String text) {
        return COMMAND.equals("tape")
                ? text
                : TAPE.matcher(text).replaceAll("$1" + Matcher.quoteReplacement(COMMAND) + " ");
    }
}
