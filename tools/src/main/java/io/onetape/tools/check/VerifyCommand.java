package io.onetape.tools.check;

import io.onetape.backtest.run.SimulationCheck;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.verify.OutputHash;
import io.onetape.journal.verify.Verification;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.console.Progress;
import io.onetape.tools.console.Shell;
import io.onetape.tools.console.Usage;
import io.onetape.tools.format.Json;
import io.onetape.tools.select.TapeArgument;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tape verify}: whether a tape holds what was written, and with {@code --replay} whether its processors would write it again. */
@Command(
        name = "verify",
        description = {
            "Reads every record and checks its number, time and chained checksum, and that nothing is missing.",
            "With --replay on a tape whose first cycles were moved away every service starts from its first good snapshot.",
            "Exit codes: 0 good, 1 an output differs (--replay), 4 damaged, 6 no snapshot to start a service from."
        },
        footer = {
            "",
            "Examples:",
            "  tape verify TAPE",
            "  tape verify --json TAPE | jq -r .hash",
            "  tape verify --replay RUN/tape",
            "  tape verify --seals TAPE",
            "  tape verify --chain 5f0c... TAPE      a value that tape seal gave, noted elsewhere"
        })
public final class VerifyCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--replay",
            description = "regenerate every output of every service, and of a simulated venue, and compare")
    private boolean replay;

    @Option(
            names = "--strict",
            description = "with --replay: records of a processor that this build does not have are a no")
    private boolean strict;

    @Option(
            names = "--seals",
            description = "compare finished cycles, archived ones too, with their seals; list those without")
    private boolean seals;

    @Option(
            names = "--chain",
            paramLabel = "VALUE",
            description = "with --seals, which it implies: this chain value must be among the seals'")
    private String chain = "";

    @Option(
            names = "--json",
            description = "one JSON object, with the SHA-256 over all records, and over what was derived")
    private boolean json;

    @Mixin
    private TapeArgument tape = new TapeArgument();

    public VerifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Usage.requireWith(strict, "--strict", replay, "--replay");
        TapeFolder folder = tape.open(console);
        boolean withSeals = seals || !chain.isEmpty();
        SealVerdict sealed = withSeals ? SealVerdict.of(folder, chain, console) : SealVerdict.NONE;
        ReplayVerdict verdict = replay ? ReplayVerdict.of(folder) : ReplayVerdict.NONE;
        OutputHash outputs = new OutputHash();
        Verification.Result result;
        try (Progress progress = new Progress(console, "verify", folder.lastIndexed(), true)) {
            result = new Verification(folder, record -> {
                        verdict.accept(record);
                        if (json) {
                            outputs.add(record);
                        }
                        progress.at(record.sequence());
                    })
                    .run(json);
        }
        if (replay && result.damage().isEmpty()) {
            verdict.finish(new SimulationCheck(folder));
        }
        if (json) {
            console.out().line(json(result, outputs.finish(), verdict, withSeals, sealed));
        } else {
            print(folder, result, verdict);
            if (withSeals) {
                sealed.print(console);
            }
        }
        sealed.require(
                folder,
                result.damage()
                        .map(damage -> "damaged at sequence " + damage.sequence() + ": " + damage.found())
                        .orElse(""));
        return exitCode(folder, result, verdict);
    }

    private int exitCode(TapeFolder folder, Verification.Result result, ReplayVerdict verdict) {
        if (result.damage().isPresent()) {
            Verification.Damage damage = result.damage().get();
            throw new CommandException(
                    ExitCode.DAMAGED,
                    "damaged at sequence " + damage.sequence() + ": " + damage.found(),
                    "tape repair " + Shell.word(folder.folder())
                            + " --out NEW_TAPE   (--quarantine keeps what lies behind)");
        }
        boolean good = verdict.difference().isEmpty()
                && !verdict.isCutShort(folder)
                && (!strict || verdict.unknown().isEmpty());
        return good ? ExitCode.OK : ExitCode.NO;
    }

    private void print(TapeFolder folder, Verification.Result result, ReplayVerdict verdict) {
        if (result.damage().isPresent()) {
            console.out().line(String.format(Locale.ROOT, "%,d records are good, then damage", result.records()));
            return;
        }
        console.out()
                .line(String.format(
                        Locale.ROOT,
                        "good: %,d records, chained checksum %08x",
                        result.records(),
                        result.lastCrc32c()));
        if (replay) {
            verdict.print(folder, console);
        }
    }

    private StringBuilder json(
            Verification.Result result,
            String outputHash,
            ReplayVerdict verdict,
            boolean withSeals,
            SealVerdict sealed) {
        Json object = new Json()
                .begin()
                .number("records", result.records())
                .string("hash", result.hash())
                .string("outputHash", outputHash)
                .string("lastCrc32c", String.format(Locale.ROOT, "%08x", result.lastCrc32c()));
        Optional<Verification.Damage> damage = result.damage();
        if (damage.isPresent()) {
            object.integer("firstBad", damage.get().sequence())
                    .string("found", damage.get().found());
        } else {
            object.nothing("firstBad");
        }
        if (replay) {
            object.key("replay").beginObject();
            verdict.write(object);
            object.endObject();
        }
        if (withSeals) {
            sealed.write(object);
        }
        return object.endObject().text();
    }
}
