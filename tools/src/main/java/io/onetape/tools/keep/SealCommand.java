package io.onetape.tools.keep;

import io.onetape.journal.archive.Sealing;
import io.onetape.journal.seal.Seal;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.console.Progress;
import io.onetape.tools.console.Wrap;
import io.onetape.tools.format.Json;
import io.onetape.tools.select.TapeArgument;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tape seal}: seals of the finished cycles that have none yet. */
@Command(
        name = "seal",
        description = {
            "Seals every finished cycle that is not sealed yet: SHA-256 over its records, chained to the seal before.",
            "May run beside the tape's writer. The last chain value stands for all that is sealed: note it elsewhere.",
            "Exit codes: 0 sealed, or nothing to do; 4 a cycle is damaged; 5 another seal, archive or backup is running."
        },
        footer = {
            "",
            "Examples:",
            "  tape seal RUN/tape",
            "  tape seal --json TAPE | jq -r .chain >> elsewhere/chain",
            "  tape verify --seals TAPE"
        })
public final class SealCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--dry-run", description = "only say what would be sealed")
    private boolean dryRun;

    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    @Mixin
    private TapeArgument tape = new TapeArgument();

    public SealCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        TapeFolder folder = tape.open(console);
        Sealing.Result result;
        try (Progress progress = new Progress(console, "seal", folder.lastIndexed(), true)) {
            result = new Sealing(folder, progress::at).run(dryRun);
        }
        console.out().line(json ? json(result) : Wrap.words(text(result), console.columns(), "  "));
        return ExitCode.OK;
    }

    private String text(Sealing.Result result) {
        List<Seal> added = result.added();
        if (added.isEmpty()) {
            return String.format(Locale.ROOT, "nothing to seal; %,d seals, chain %s", result.before(), result.chain());
        }
        return String.format(
                Locale.ROOT,
                "%s %,d cycles, sequence %d to %d; %,d seals, chain %s",
                dryRun ? "would seal" : "sealed",
                added.size(),
                added.get(0).first(),
                added.get(added.size() - 1).last(),
                result.before() + added.size(),
                result.chain());
    }

    private static CharSequence json(Sealing.Result result) {
        Json object = new Json().begin().number("before", result.before());
        object.key("added").beginArray();
        for (Seal seal : result.added()) {
            object.beginObject()
                    .string("cycle", seal.cycle())
                    .integer("first", seal.first())
                    .integer("last", seal.last())
                    .string("sha256", seal.sha256())
                    .endObject();
        }
        return object.endArray().string("chain", result.chain()).endObject().text();
    }
}
