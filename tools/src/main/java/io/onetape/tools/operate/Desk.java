package io.onetape.tools.operate;

import io.onetape.journal.excerpt.BusyException;
import io.onetape.journal.tape.Manifest;
import io.onetape.services.runtime.OperatorOutbox;
import io.onetape.services.runtime.RunPaths;
import io.onetape.services.runtime.Supervisor;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.console.Shell;
import io.onetape.tools.format.Columns;
import io.onetape.tools.format.Json;
import io.onetape.tools.live.RunFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Where commands of an operator are given: writes what they have to say, waits for the answer and says it. One use. */
final class Desk {
    private static final int LONGEST_SECONDS = 3_600;

    private final DeskOptions options;
    private final Console console;
    private final RunPaths paths;
    private final RunFile file;
    private OptionalLong lastRead = OptionalLong.empty();

    /** Throws {@link CommandException} if there is no run. */
    Desk(DeskOptions options, Console console) {
        this.options = options;
        this.console = console;
        this.paths = new RunPaths(options.folder.toAbsolutePath().normalize());
        RunFile.require(paths, options.folder);
        this.file = RunFile.read(paths);
        if (options.timeoutSeconds < 0 || options.timeoutSeconds > LONGEST_SECONDS) {
            throw CommandException.usage(
                    "--timeout: expected 0 to " + LONGEST_SECONDS + " seconds, found " + options.timeoutSeconds,
                    "--timeout 10");
        }
    }

    RunPaths paths() {
        return paths;
    }

    RunFile file() {
        return file;
    }

    String who() {
        return System.getProperty("user.name", "unknown");
    }

    boolean isRunning() {
        return Supervisor.isRunning(paths);
    }

    /** {@code tape VERB --dir RUN}, to be typed next. */
    String typed(String verb) {
        return "tape " + verb + " --dir " + options.folder;
    }

    /** What is written next was made of what the tape says through this number of the operator's: it is refused if the outbox has more. */
    void requireLast(long number) {
        lastRead = OptionalLong.of(number);
    }

    /** Writes the command, and what comes with it; says what became of it. Throws {@link CommandException} if it was refused or nobody answered. */
    Answer send(String what, Consumer<OperatorOutbox> more) {
        if (!waits()) {
            return sendOnly(what, more);
        }
        try (Watch watch = new Watch(paths, options.json, Long.MAX_VALUE)) {
            return await(what, write(what, more), watch);
        }
    }

    /** The same, before anything is read; what is on the tape since {@code fromNanos} may be its answer already. */
    Answer sendFirst(String what, long fromNanos) {
        if (!waits()) {
            return sendOnly(what, outbox -> {});
        }
        long[] numbers = write(what, outbox -> {});
        try (Watch watch = new Watch(paths, options.json, fromNanos)) {
            return await(what, numbers, watch);
        }
    }

    private Answer sendOnly(String what, Consumer<OperatorOutbox> more) {
        say(what, write(what, more)[0], Answer.NONE);
        return Answer.NONE;
    }

    private Answer await(String what, long[] numbers, Watch watch) {
        Answer answer = watch.await(numbers[0], numbers[1], options.timeoutSeconds);
        say(what, numbers[0], answer);
        require(what, numbers[0], answer);
        return answer;
    }

    private boolean waits() {
        return !options.noWait && isRunning() && hasTape();
    }

    /** Puts the refusal of a command on the tape, and returns what ends the command. */
    CommandException refuse(String what, String why, String next) {
        write(what, outbox -> outbox.refused(what + ": " + why));
        return new CommandException(ExitCode.REFUSED, what + ": " + why, next);
    }

    private long[] write(String what, Consumer<OperatorOutbox> more) {
        long first;
        try (OperatorOutbox outbox = new OperatorOutbox(paths, file.run().roll(), console.wallNanos())) {
            requireRead(what, outbox);
            first = outbox.command(who(), what, options.reason);
            more.accept(outbox);
            return new long[] {first, outbox.lastNumber()};
        } catch (BusyException e) {
            throw new CommandException(
                    ExitCode.BUSY,
                    "another command is being written to " + options.folder + ", nothing of '" + what + "' was: "
                            + e.getMessage(),
                    "type it again");
        } catch (UncheckedIOException e) {
            throw new CommandException(
                    ExitCode.RUN_TIME,
                    "'" + what + "' may not be in the operator's outbox: " + e.getMessage(),
                    "tape cat -t OperatorCommand -r -n 3 " + Shell.word(paths.tape()));
        }
    }

    private void requireRead(String what, OperatorOutbox outbox) {
        if (lastRead.isPresent() && outbox.lastNumber() != lastRead.getAsLong()) {
            throw new CommandException(
                    ExitCode.BUSY,
                    what + ": expected everything that was commanded before to be on the tape, found number "
                            + outbox.lastNumber() + " in the operator's outbox and " + lastRead.getAsLong()
                            + " on the tape; nothing was written",
                    isRunning() ? "type it again" : typed("run"));
        }
    }

    private void say(String what, long number, Answer answer) {
        if (options.json) {
            Json json = new Json().begin().string("command", what).integer("number", number);
            json.bool("answered", answer.complete());
            json.key("sequences").beginArray();
            answer.sequences().forEach(sequence -> json.value(Long.toString(sequence)));
            json.endArray();
            answer.refusal().ifPresentOrElse(why -> json.string("refused", why), () -> json.nothing("refused"));
            json.key("records").beginArray();
            answer.lines().forEach(json::rawValue);
            console.out().line(json.endArray().endObject().text());
        } else {
            answer.lines().forEach(line -> console.out().line(Columns.cut(new StringBuilder(line), console.columns())));
        }
        if (!answer.sequences().isEmpty()) {
            console.say(what + ": on the tape at sequence " + answer.sequences().get(0)
                    + (answer.complete() ? ", every service has answered" : ""));
        } else if (!isRunning()) {
            console.say(what + ": nothing runs in " + options.folder + "; it is number " + number
                    + " in the operator's outbox and is taken at the next start");
        } else if (options.noWait || !hasTape()) {
            console.say(what + ": number " + number + " in the operator's outbox");
        }
    }

    private void require(String what, long number, Answer answer) {
        if (answer.refusal().isPresent()) {
            throw new CommandException(
                    ExitCode.REFUSED,
                    what + " is refused: " + answer.refusal().get(),
                    "tape cat -t AlertRaised -r -n 5 " + Shell.word(options.folder.resolve("tape")));
        }
        if (!answer.complete() && !answer.resumed()) {
            String found = answer.sequences().isEmpty()
                    ? " is not on the tape within " + options.timeoutSeconds + " s; it is number " + number
                            + " in the operator's outbox and is taken when the sequencer runs"
                    : " is on the tape, but not every service has dealt with it within " + options.timeoutSeconds
                            + " s";
            throw new CommandException(ExitCode.TIMEOUT, what + found, typed("run") + " --status");
        }
    }

    private boolean hasTape() {
        return Files.exists(paths.tape().resolve(Manifest.FILE));
    }
}
