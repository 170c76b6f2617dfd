package io.onetape.tools;

import io.onetape.journal.tape.NoTapeException;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.select.TapeArgument;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where a run's folder was typed and a tape was expected: the same command with the tape in that folder. */
final class TapeInside {
    private static final Pattern PLAIN = Pattern.compile("[\\w./:=+,@%-]+");

    private TapeInside() {}

    /** The failure with what to type next; empty if no folder that was typed, or that the environment names, has a tape in it. */
    static Optional<CommandException> of(NoTapeException failure, String[] args, Console console) {
        for (int i = args.length - 1; i > 0; i--) {
            if (hasTape(args[i])) {
                String[] meant = args.clone();
                meant[i] = tape(args[i]);
                String next = Arrays.stream(meant).map(TapeInside::quoted).collect(Collectors.joining(" "));
                return Optional.of(failure(failure, meant[i], "tape " + next));
            }
        }
        return console.variable("TAPE_JOURNAL")
                .filter(TapeInside::hasTape)
                .map(folder -> failure(failure, tape(folder), "export TAPE_JOURNAL=" + quoted(tape(folder))));
    }

    private static CommandException failure(NoTapeException failure, String tape, String next) {
        return new CommandException(ExitCode.RUN_TIME, failure.getMessage() + "; " + tape + " is one", next);
    }

    private static boolean hasTape(String folder) {
        return !folder.startsWith("-") && !TapeArgument.isTape(folder) && TapeArgument.isTape(tape(folder));
    }

    private static String tape(String folder) {
        return folder + (folder.endsWith("/") ? "tape" : "/tape");
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
