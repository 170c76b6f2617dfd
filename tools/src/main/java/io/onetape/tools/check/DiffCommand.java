package io.onetape.tools.check;

import io.onetape.journal.tape.DamagedTapeException;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.journal.verify.Verification;
import io.onetape.replay.trace.TapeDiff;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.console.Progress;
import io.onetape.tools.console.Shell;
import io.onetape.tools.select.TapeEnd;
import io.onetape.tools.select.TapeEnds;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tape diff}: the first difference of two tapes. Exit code 0 if they are identical, 1 if they differ. */
@Command(
        name = "diff",
        description = "The first difference of two tapes: byte for byte, but for the tapes' names and checksums.",
        footer = {"", "Examples:", "  tape diff TAPE OTHER_TAPE", "  tape diff --derived TAPE OTHER_TAPE"})
public final class DiffCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "TAPE", description = "a tape's folder")
    private Path left = Path.of("");

    @Parameters(index = "1", paramLabel = "OTHER_TAPE", description = "another one")
    private Path right = Path.of("");

    @Option(names = "--derived", description = "only what processors emitted, wherever it stands")
    private boolean derived;

    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    public DiffCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        TapeFolder first = TapeFolder.open(left);
        TapeFolder second = TapeFolder.open(right);
        TapeDiff diff = new TapeDiff(derived);
        Optional<TapeDiff.Difference> difference;
        try {
            difference = compare(diff, first, second);
        } catch (DamagedTapeException e) {
            throw damaged(e, first, second);
        }
        try (DiffReport report = new DiffReport(first, second, derived, console)) {
            if (json) {
                console.out().line(report.json(difference, diff.compared()));
            } else if (difference.isPresent()) {
                report.print(difference.get());
            } else {
                String what = derived ? "outputs" : "records";
                console.out().line(String.format(Locale.ROOT, "identical, %,d %s", diff.compared(), what));
            }
        }
        return difference.isEmpty() ? ExitCode.OK : ExitCode.NO;
    }

    /** Says which of the two it is: that is not known where the damage was met. */
    private static CommandException damaged(DamagedTapeException found, TapeFolder first, TapeFolder second) {
        boolean isFirst = new Verification(first, Verification.Observer.NONE)
                .run(false)
                .damage()
                .isPresent();
        Path folder = (isFirst ? first : second).folder();
        return new CommandException(
                ExitCode.DAMAGED,
                folder + " is " + found.getMessage(),
                "tape repair " + Shell.word(folder) + " --out NEW_TAPE   (--quarantine keeps what lies behind)");
    }

    private Optional<TapeDiff.Difference> compare(TapeDiff diff, TapeFolder first, TapeFolder second) {
        try (TapeReader one = first.reader();
                TapeReader other = second.reader();
                Progress progress =
                        new Progress(console, "diff", TapeEnds.of(first).lastSequence(), true)) {
            Optional<TapeDiff.Difference> difference = diff.run(one, other, progress::at);
            if (difference.isEmpty()) {
                new TapeEnd(first).require(one);
                new TapeEnd(second).require(other);
            }
            return difference;
        }
    }
}
