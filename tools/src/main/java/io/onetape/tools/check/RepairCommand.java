package io.onetape.tools.check;

import io.onetape.journal.tape.Manifest;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.verify.Repair;
import io.onetape.journal.verify.Verification;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.console.Progress;
import io.onetape.tools.console.Shell;
import io.onetape.tools.console.Wrap;
import io.onetape.tools.format.Json;
import io.onetape.tools.select.TapeArgument;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tape repair}: a new tape of what can be read of a damaged one. */
@Command(
        name = "repair",
        description = {
            "Writes a new tape of what can be read of a damaged one, which is not touched.",
            "The new tape has its own id and begins with TapeRepaired."
        },
        footer = {"", "Examples:", "  tape repair TAPE --out NEW_TAPE", "  tape repair --quarantine TAPE --out NEW_TAPE"
        })
public final class RepairCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--out", paramLabel = "NEW_TAPE", description = "a new folder; of no use with --dry-run")
    private @Nullable Path out;

    @Option(
            names = "--quarantine",
            description = "keep what lies behind the damage too, with a Tombstone at each sequence that is lost")
    private boolean quarantine;

    @Option(names = "--dry-run", description = "only say what is damaged")
    private boolean dryRun;

    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    @Mixin
    private TapeArgument tape = new TapeArgument();

    public RepairCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        TapeFolder folder = TapeFolder.ofRemains(tape.folder(console));
        Path target = target(folder.folder());
        Verification.Result result;
        try (Progress progress = new Progress(console, "verify", folder.lastIndexed(), true)) {
            result = new Verification(folder, record -> progress.at(record.sequence())).run(false);
        }
        Verification.Damage damage = result.damage()
                .orElseThrow(() -> new CommandException(
                        ExitCode.REFUSED, folder.folder() + " is good; expected a damaged tape", "nothing to do"));
        if (folder.base().isPresent()) {
            throw new CommandException(
                    ExitCode.REFUSED,
                    "expected a tape from sequence 1 on, found one that begins behind "
                            + folder.base().get().sequence() + ", damaged at sequence " + damage.sequence(),
                    "put the cycles that were moved away back beside the others, remove the file base, and repair that");
        }
        if (dryRun) {
            console.out().line(json ? json(result, damage) : Wrap.words(text(result, damage), console.columns(), "  "));
            return ExitCode.OK;
        }
        Repair.Result repaired = new Repair(folder.folder(), target, quarantine).run(damage);
        if (json) {
            console.out().line(json(repaired));
        } else {
            console.out().line(text(repaired));
            console.say("next: tape verify " + Shell.word(target));
        }
        return ExitCode.OK;
    }

    private Path target(Path damaged) {
        Path target = out;
        if (target == null && !dryRun) {
            throw CommandException.usage(
                    "expected --out with a new folder, found none",
                    "tape repair " + Shell.word(damaged) + " --out NEW_TAPE");
        }
        return target == null ? damaged : target;
    }

    private static String text(Verification.Result result, Verification.Damage damage) {
        return String.format(
                Locale.ROOT,
                "%,d records before sequence %d are good; found there: %s",
                result.records(),
                damage.sequence(),
                damage.found());
    }

    private static StringBuilder json(Verification.Result result, Verification.Damage damage) {
        return new Json()
                .begin()
                .integer("firstDamaged", damage.sequence())
                .string("found", damage.found())
                .number("good", result.records())
                .endObject()
                .text();
    }

    private String text(Repair.Result repaired) {
        return String.format(
                Locale.ROOT,
                "kept %,d records; the first damaged is %d%s",
                repaired.kept(),
                repaired.firstDamaged(),
                quarantine ? String.format(Locale.ROOT, "; %,d lost", repaired.lost()) : "");
    }

    /** How much lies behind the damage is known only where it was looked for. */
    private StringBuilder json(Repair.Result repaired) {
        Json object = new Json()
                .begin()
                .integer("firstDamaged", repaired.firstDamaged())
                .number("kept", repaired.kept());
        (quarantine ? object.number("lost", repaired.lost()) : object.nothing("lost"))
                .string("tapeId", Manifest.text(repaired.newTapeId()));
        return object.endObject().text();
    }
}
