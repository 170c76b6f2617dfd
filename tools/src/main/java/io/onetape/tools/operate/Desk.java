package io.onetape.tools.operate;

import io.onetape.journal.excerpt.BusyException;
import io.onetape.journal.tape.Manifest;
import io.onetape.services.runtime.OperatorOutbox;
import io.onetape.services.runtime.RunPaths;
import io.onetape.services.runtime.Supervisor;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.format.Json;
import io.onetape.tools.live.RunFile;
import java.nio.file.Files;
import java.util.function.Consumer;

/** Where commands of an operator are given: writes what they have to say, waits for the answer and says it. One use. */
final class Desk {
    private static final int LONGEST_SECONDS = 3_600;

    private final DeskOptions options;
    private final Console console;
    private final RunPaths paths;
    private final RunFile file;

    /** Throws {@link CommandException} if there is no run. */
    Desk(DeskOptions options, Console console) {
        this.options = options;
        this.console = console;
        this.paths = new RunPaths(options.folder.toAbsolutePath().normalize());
        if (!RunFile.exists(paths)) {
            throw CommandException.notFound(
                    "no run in " + options.folder, "tape run --dir " + options.folder + " --feed synthetic");
        }
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

    /** Writes the command, and what comes with it; says what became of it. Throws {@link CommandException} if it was refused or nobody answered. */
    Answer send(String what, Consumer<OperatorOutbox> more) {
        return send(what, more, Long.MAX_VALUE);
    }

    /** The same; what is on the tape since {@code fromNanos} may be its answer already. */
    Answer send(String what, Consumer<OperatorOutbox> more, long fromNanos) {
        boolean waits = !options.noWait && isRunning() && hasTape();
        if (!waits) {
            long number = write(what, more)[0];
            say(what, number, Answer.NONE);
            return Answer.NONE;
        }
        try (Watch watch = new Watch(paths, options.json, fromNanos)) {
            long[] numbers = write(what, more);
            Answer answer = watch.await(numbers[0], numbers[1], options.timeoutSeconds);
            say(what, numbers[0], answer);
            require(what, numbers[0], answer);
            return answer;
        }
    }

    /** Puts the refusal of a command on the tape, and returns what ends the command. */
    CommandException refuse(String what, String why, String next) {
        write(what, outbox -> outbox.refused(what + ": " + why));
        return new CommandException(ExitCode.REFUSED, what + ": " + why, next);
    }

    private long[] write(String what, Consumer<OperatorOutbox> more) {
        long first;
        try (OperatorOutbox outbox = new OperatorOutbox(paths, file.run().roll(), console.wallNanos())) {
            first = outbox.command(who(), what, options.reason);
            more.accept(outbox);
            return new long[] {first, outbox.lastNumber()};
        } catch (BusyException e) {
            throw new CommandException(
                    ExitCode.BUSY,
                    "another command is being written to " + options.folder + ", nothing of '" + what + "' was: "
                            + e.getMessage(),
                    "type it again");
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
            answer.lines().forEach(line -> console.out().line(line));
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
                    "tape cat -t AlertRaised -r -n 5 " + options.folder.resolve("tape"));
        }
        if (!answer.complete()) {
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
