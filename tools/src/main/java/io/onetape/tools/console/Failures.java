package io.onetape.tools.console;

import io.onetape.backtest.RefusedException;
import io.onetape.journal.archive.RetentionException;
import io.onetape.journal.backup.BackupException;
import io.onetape.journal.excerpt.BusyException;
import io.onetape.journal.excerpt.DiskFullException;
import io.onetape.journal.seal.DamagedSealsException;
import io.onetape.journal.tape.DamagedTapeException;
import io.onetape.journal.tape.NoTapeException;
import io.onetape.journal.tape.NotEmptyException;
import io.onetape.services.config.yaml.ConfigurationException;
import io.onetape.services.remote.client.RemoteAddress;
import io.onetape.services.remote.client.RemoteException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns what ended a command into a message and an exit code. */
public final class Failures {
    /** Where a suggestion means the tape that the command was about. */
    private static final Pattern TAPE = Pattern.compile("(?<!\\S)TAPE(?!\\S)");

    private Failures() {}

    /** Prints on stderr what went wrong and what to type next; returns the exit code. {@code tape} is the tape's folder as typed. */
    public static int report(Throwable failure, Console console, String tape) {
        if (failure instanceof ClosedPipeException) {
            return ExitCode.OK;
        }
        String word = Shell.word(tape);
        CommandException known = asCommandException(failure, tape);
        console.say("tape: " + known.getMessage() + " [exit " + known.exitCode() + "]");
        if (!known.next().isEmpty()) {
            console.sayNext(TAPE.matcher(known.next()).replaceAll(Matcher.quoteReplacement(word)));
        }
        if (isDefect(failure)) {
            failure.printStackTrace(console.err());
        }
        return known.exitCode();
    }

    private static CommandException asCommandException(Throwable failure, String tape) {
        String message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        if (failure instanceof CommandException command) {
            return command;
        }
        if (failure instanceof RefusedException refused) {
            return new CommandException(ExitCode.REFUSED, message, refused.next());
        }
        if (failure instanceof DamagedTapeException damaged) {
            return new CommandException(ExitCode.DAMAGED, message, afterDamage(damaged, tape));
        }
        if (failure instanceof NotEmptyException) {
            return new CommandException(ExitCode.RUN_TIME, message, "choose another folder for --out");
        }
        if (failure instanceof ConfigurationException) {
            return CommandException.usage(message, "mend the file: docs/configuration.md has every key");
        }
        if (failure instanceof DamagedSealsException) {
            return new CommandException(ExitCode.DAMAGED, message, "tape verify --seals " + Shell.word(tape));
        }
        if (failure instanceof RetentionException) {
            return new CommandException(ExitCode.REFUSED, message, "tape archive --help");
        }
        if (failure instanceof BackupException backup) {
            boolean damaged = backup.fault() == BackupException.Fault.DAMAGED;
            return new CommandException(
                    damaged ? ExitCode.DAMAGED : ExitCode.REFUSED,
                    message,
                    damaged ? "take an older backup, or another copy of this one" : "");
        }
        if (failure instanceof RemoteException remote) {
            return ofEndpoint(remote, message);
        }
        if (failure instanceof BusyException) {
            return new CommandException(ExitCode.BUSY, message, "stop that process, or wait until it has ended");
        }
        return runTime(failure, message);
    }

    private static CommandException ofEndpoint(RemoteException failure, String message) {
        return switch (failure.kind()) {
            case CUT ->
                new CommandException(
                        ExitCode.RUN_TIME, message, "tape run --dir RUN --status   on that machine: whether it runs");
            case TIMED_OUT -> new CommandException(ExitCode.TIMEOUT, message, "ask again, or wait longer");
            case FULL, REFUSED -> new CommandException(ExitCode.REFUSED, message, "docs/operating.md, Remote readers");
            case FAILED -> new CommandException(ExitCode.RUN_TIME, message, "the endpoint's log says more");
            case CHANGED ->
                new CommandException(ExitCode.DAMAGED, message, "ask again; if it stays so, check what lies between");
        };
    }

    private static String afterDamage(DamagedTapeException damaged, String tape) {
        String word = Shell.word(tape);
        if (RemoteAddress.isAddress(tape)) {
            return "tape cat --to seq:" + damaged.sequence() + " -r -n 5 " + word
                    + "   then: tape verify TAPE_FOLDER   on that machine";
        }
        return "tape cat --to seq:" + damaged.sequence() + " -r -n 5 " + word + "   then: tape repair " + word
                + " --out NEW_TAPE";
    }

    private static CommandException runTime(Throwable failure, String message) {
        if (failure instanceof DiskFullException) {
            return new CommandException(
                    ExitCode.RUN_TIME, message, "free some space, or choose a folder on another disk");
        }
        if (failure instanceof NoTapeException) {
            return new CommandException(
                    ExitCode.RUN_TIME, message, "tape demo   or: tape import binance FILE --market usdm --out TAPE");
        }
        if (failure instanceof UncheckedIOException unchecked && unchecked.getCause() != null) {
            return inputOutput(message, unchecked.getCause());
        }
        if (failure instanceof IOException inputOutput) {
            return inputOutput("input or output failed", inputOutput);
        }
        if (failure instanceof OutOfMemoryError) {
            return new CommandException(
                    ExitCode.RUN_TIME, "out of memory: " + message, "TAPE_JAVA_OPTS=-Xmx4g tape ...");
        }
        return new CommandException(
                ExitCode.RUN_TIME, "a defect of this program: " + message, "report it with the lines below");
    }

    private static CommandException inputOutput(String message, IOException cause) {
        String told = ": " + cause.getMessage(); // messages for logs end with their cause
        String doing = message.endsWith(told) ? message.substring(0, message.length() - told.length()) : message;
        String why = String.valueOf(cause.getMessage());
        String next = "check the path and its permissions";
        if (cause instanceof AccessDeniedException) {
            why = "permission denied: " + why;
            next = "ls -ld " + Shell.word(String.valueOf(cause.getMessage()));
        } else if (cause instanceof NoSuchFileException) {
            why = "no such file or folder: " + why;
        } else if (why.toLowerCase(Locale.ROOT).contains("no space left")) {
            next = "free some space, or choose a folder on another disk";
        } else if (cause instanceof FileSystemException fileSystem && fileSystem.getReason() != null) {
            String file = String.valueOf(fileSystem.getFile());
            why = fileSystem.getReason() + (doing.endsWith(file) ? "" : ": " + file);
        }
        return new CommandException(ExitCode.RUN_TIME, doing + ": " + why, next);
    }

    private static boolean isDefect(Throwable failure) {
        return !(failure instanceof CommandException
                || failure instanceof RefusedException
                || failure instanceof ConfigurationException
                || failure instanceof DamagedTapeException
                || failure instanceof DamagedSealsException
                || failure instanceof RetentionException
                || failure instanceof BackupException
                || failure instanceof BusyException
                || failure instanceof RemoteException
                || failure instanceof DiskFullException
                || failure instanceof NoTapeException
                || failure instanceof NotEmptyException
                || failure instanceof UncheckedIOException
                || failure instanceof IOException);
    }
}
