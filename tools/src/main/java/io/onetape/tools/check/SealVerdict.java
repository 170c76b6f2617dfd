package io.onetape.tools.check;

import io.onetape.journal.archive.SealVerification;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.console.Progress;
import io.onetape.tools.console.Shell;
import io.onetape.tools.console.Wrap;
import io.onetape.tools.format.Json;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What {@code verify --seals} found. */
final class SealVerdict {
    /** Nobody asked. */
    static final SealVerdict NONE = new SealVerdict(new SealVerification.Result(0, 0, List.of(), "", Optional.empty()));

    private final SealVerification.Result result;

    private SealVerdict(SealVerification.Result result) {
        this.result = result;
    }

    /** Compares a tape with its seals; {@code chain} is a chain value that must be among them, if it is not empty. */
    static SealVerdict of(TapeFolder tape, String chain, Console console) {
        try (Progress progress = new Progress(console, "seals", tape.lastIndexed(), true)) {
            return new SealVerdict(new SealVerification(tape, progress::now).run(chain));
        }
    }

    /** Ends the command if a cycle differs; {@code records} is what reading the tape found besides, or empty. */
    void require(TapeFolder tape, String records) {
        if (result.difference().isPresent()) {
            SealVerification.Difference difference = result.difference().get();
            throw new CommandException(
                    ExitCode.DAMAGED,
                    (difference.cycle().isEmpty() ? "" : "cycle " + difference.cycle() + " is not what was sealed: ")
                            + difference.found()
                            + (records.isEmpty() ? "" : "; " + records),
                    "take the cycle from a backup: tape restore FILE --key-file KEY --out COPY; or tape repair "
                            + Shell.word(tape.folder()) + " --out NEW_TAPE");
        }
    }

    void print(Console console) {
        if (result.difference().isPresent()) {
            return;
        }
        String text = String.format(
                Locale.ROOT,
                "seals: %,d good, %,d of them of cycles that were moved away; chain %s",
                result.sealed(),
                result.sealed() - result.verified(),
                result.chain());
        console.out().line(Wrap.words(text, console.columns(), "  "));
        result.unsealed().forEach(cycle -> console.out().line("not sealed: " + cycle));
    }

    void write(Json object) {
        object.key("seals")
                .beginObject()
                .number("sealed", result.sealed())
                .number("verified", result.verified())
                .string("chain", result.chain());
        if (result.difference().isPresent()) {
            object.string("firstBad", result.difference().get().cycle())
                    .string("found", result.difference().get().found());
        } else {
            object.nothing("firstBad");
        }
        object.key("unsealed").beginArray();
        result.unsealed().forEach(object::value);
        object.endArray().endObject();
    }
}
