package io.onetape.tools;

import io.onetape.journal.tape.NoTapeException;
import io.onetape.services.remote.client.RemoteAddress;
import io.onetape.tools.console.ClosedPipeException;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.console.Failures;
import io.onetape.tools.console.Nearest;
import io.onetape.tools.select.TapeArgument;
import java.util.Arrays;
import java.util.Optional;

/** The {@code tape} command. Only the sub-command that was typed is built: that is most of a quick start. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(run(args, Console.ofProcess()));
    }

    /** Runs one command and returns its exit code. Nothing is thrown. */
    public static int run(String[] args, Console console) {
        try {
            int exitCode = dispatch(args, console);
            console.out().flush();
            return exitCode;
        } catch (Throwable e) { // whatever it was: it is reported, and the process ends
            return fail(e, args, console);
        }
    }

    private static int dispatch(String[] args, Console console) {
        String name = args.length == 0 ? "--help" : args[0];
        switch (name) {
            case "-h", "--help", "help" -> {
                console.out().text(args.length == 0 ? Overview.examples() : Overview.commands());
                return ExitCode.OK;
            }
            case "-V", "--version", "version" -> {
                console.out().line(BuildVersion.text());
                return ExitCode.OK;
            }
            default -> {
                Optional<Commands.Entry> entry = Commands.find(name);
                if (entry.isEmpty()) {
                    throw CommandException.usage("no such command: " + name, Nearest.suggest(name, Commands.names()));
                }
                String[] rest = Arrays.copyOfRange(args, 1, args.length);
                if (name.equals("import") && rest.length > 0) { // the format by its option, as export has it
                    if (rest[0].equals("--format")) {
                        rest = Arrays.copyOfRange(rest, 1, rest.length);
                    } else if (rest[0].startsWith("--format=")) {
                        rest[0] = rest[0].substring("--format=".length());
                    }
                }
                return CommandFrame.of(entry.get(), console).execute(rest);
            }
        }
    }

    private static int fail(Throwable failure, String[] args, Console console) {
        Throwable shown = failure;
        try {
            if (!(failure instanceof ClosedPipeException)) {
                console.out().flush(); // what was found before stands before the message
            }
        } catch (RuntimeException e) {
            shown.addSuppressed(e);
        }
        if (shown instanceof NoTapeException noTape) {
            shown = TapeInside.of(noTape, args, console)
                    .map(Throwable.class::cast)
                    .orElse(shown);
        }
        return Failures.report(shown, console, tapeOf(args, console));
    }

    /** The tape that the command was about: the last argument that is one, else that of the environment. */
    private static String tapeOf(String[] args, Console console) {
        for (int i = args.length - 1; i > 0; i--) {
            if (!args[i - 1].equals("--out") && (TapeArgument.isTape(args[i]) || RemoteAddress.isAddress(args[i]))) {
                return args[i];
            }
        }
        return console.variable("TAPE_JOURNAL").orElse("TAPE");
    }
}
