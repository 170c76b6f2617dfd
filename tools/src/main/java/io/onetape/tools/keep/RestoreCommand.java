package io.onetape.tools.keep;

import io.onetape.journal.backup.KeyFile;
import io.onetape.journal.backup.Restore;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.console.Progress;
import io.onetape.tools.console.Shell;
import io.onetape.tools.console.Wrap;
import io.onetape.tools.format.Json;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tape restore}: a run's folder of a backup. */
@Command(
        name = "restore",
        description = {
            "Makes a run's folder of a backup: everything is decrypted and proven, the tape verified from its first record",
            "to its last, in a folder aside, which then gets its name. After a failure nothing is there.",
            "Exit codes: 0 restored; 4 the backup is damaged or cut off; 6 the key is another, or DIR is not empty."
        },
        footer = {
            "",
            "Examples:",
            "  tape restore RUN.backup --key-file key --out COPY",
            "  tape restore RUN.backup --key-file key --out COPY --dry-run"
        })
public final class RestoreCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "FILE", description = "what tape backup wrote")
    private @Nullable Path file;

    @Option(names = "--key-file", required = true, paramLabel = "KEY", description = "that it was written with")
    private @Nullable Path keyFile;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "a new folder")
    private @Nullable Path out;

    @Option(names = "--dry-run", description = "restore aside, verify, and leave nothing")
    private boolean dryRun;

    @Option(names = "--json", description = "one JSON object, with the SHA-256 over all records' bytes")
    private boolean json;

    public RestoreCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Path target = Typed.required(out, "--out");
        KeyFile key = KeyFile.read(Typed.required(keyFile, "--key-file"));
        Restore.Result result;
        try (Progress progress = new Progress(console, "restore", 0, true)) {
            result = new Restore(Typed.required(file, "FILE"), key, progress::at).into(target, dryRun);
        }
        console.out().line(json ? json(result) : Wrap.words(text(result, target), console.columns(), "  "));
        if (!dryRun) {
            console.say("next: tape verify " + Shell.word(target.resolve("tape")));
        }
        return ExitCode.OK;
    }

    private String text(Restore.Result result, Path target) {
        return String.format(
                Locale.ROOT,
                "%s %,d records up to sequence %d %s",
                dryRun ? "the backup is good:" : "restored",
                result.records(),
                result.sequence(),
                dryRun ? "would be in " + target : "into " + target);
    }

    private static CharSequence json(Restore.Result result) {
        return new Json()
                .begin()
                .integer("sequence", result.sequence())
                .number("records", result.records())
                .string("hash", result.hash())
                .endObject()
                .text();
    }
}
