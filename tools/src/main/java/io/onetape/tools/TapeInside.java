package io.onetape.tools;

import io.onetape.journal.tape.NoTapeException;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.console.Shell;
import io.onetape.tools.select.TapeArgument;
import java.util.List;
import java.util.Optional;

/** Where a run's folder was typed and a tape was expected: the same command with the tape in that folder. */
final class TapeInside {
    private TapeInside() {}

    /** The failure with what to type next; empty if no folder that was typed, or that the environment names, has a tape in it. */
    static Optional<CommandException> of(NoTapeException failure, String[] args, Console console) {
        for (int i = args.length - 1; i > 0; i--) {
            if (hasTape(args[i])) {
                String[] meant = args.clone();
                meant[i] = tape(args[i]);
                String next = Shell.line(List.of(meant));
                return Optional.of(failure(failure, meant[i], "tape " + next));
            }
        }
        return console.variable("TAPE_JOURNAL")
                .filter(TapeInside::hasTape)
                .map(folder -> failure(failure, tape(folder), "export TAPE_JOURNAL=" + Shell.word(tape(folder))));
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
}
