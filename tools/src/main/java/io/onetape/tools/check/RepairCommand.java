package io.onetape.tools.check;

import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.verify.Repair;
import io.onetape.journal.verify.Verification;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.console.Progress;
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

    @Option(names = "--out", required = true, paramLabel = "NEW_TAPE", description = "a new folder")
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
        TapeFolder folder = tape.open(console);
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
        Path target = out;
        if (dryRun || target == null) {
            console.out()
                    .line(String.format(
                            Locale.ROOT,
                            "%,d records before sequence %d are good; found there: %s",
                            result.records(),
                            damage.sequence(),
                            damage.found()));
            return ExitCode.OK;
        }
        Repair.Result repaired = new Repair(folder.folder(), target, quarantine).run(damage);
        if (json) {
            console.out()
                    .line(new Json()
                            .begin()
                            .integer("firstDamaged", repaired.firstDamaged())
                            .number("kept", repaired.kept())
                            .number("lost", repaired.lost())
                            .string("tapeId", Long.toHexString(repaired.newTapeId()))
                            .endObject()
                            .text());
        } else {
            console.out()
                    .line(String.format(
                            Locale.ROOT,
                            "kept %,d records; the first damaged is %d%s",
                            repaired.kept(),
                            repaired.firstDamaged(),
                            quarantine ? String.format(Locale.ROOT, "; %,d lost", repaired.lost()) : ""));
            console.say("next: tape verify " + target);
        }
        return ExitCode.OK;
    }
}
