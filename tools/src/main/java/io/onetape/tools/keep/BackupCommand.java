package io.onetape.tools.keep;

import io.onetape.journal.backup.Backup;
import io.onetape.journal.backup.KeyFile;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.console.Progress;
import io.onetape.tools.console.Shell;
import io.onetape.tools.console.Wrap;
import io.onetape.tools.format.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tape backup}: a run in one encrypted file. */
@Command(
        name = "backup",
        description = {
            "Writes a run into one file, compressed and encrypted, while it goes on: the tape up to its last record now,",
            "outboxes, snapshots, plug-ins, configuration and the halt latch.",
            "The key file holds 32 random bytes or a passphrase, and is readable by its owner alone.",
            "Exit codes: 0 written; 4 the tape is damaged; 5 busy; 6 the key file is refused, or FILE is there already."
        },
        footer = {
            "",
            "Examples:",
            "  (umask 077; head -c 32 /dev/urandom > key)",
            "  tape backup RUN --out RUN.backup --key-file key",
            "  tape restore RUN.backup --key-file key --out COPY --dry-run"
        })
public final class BackupCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "RUN", description = "the run's folder, or a tape's")
    private @Nullable Path run;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "a new file")
    private @Nullable Path out;

    @Option(names = "--key-file", required = true, paramLabel = "KEY", description = "what opens the backup again")
    private @Nullable Path keyFile;

    @Option(names = "--config", paramLabel = "PATH", description = "configuration that is not in RUN/config")
    private @Nullable Path configuration;

    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    public BackupCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Path from = Typed.required(run, "RUN");
        Path file = Typed.required(out, "--out");
        KeyFile key = KeyFile.read(Typed.required(keyFile, "--key-file"));
        Path tape = Files.exists(from.resolve("tape")) ? from.resolve("tape") : from;
        Backup.Result result;
        try (Progress progress =
                new Progress(console, "backup", TapeFolder.open(tape).lastIndexed(), true)) {
            result = new Backup(from, Optional.ofNullable(configuration), progress::at).write(file, key);
        }
        console.out().line(json ? json(result) : Wrap.words(text(result), console.columns(), "  "));
        if (configuration == null && !Files.exists(from.resolve("config"))) {
            console.say("no configuration is in it: expected " + from.resolve("config") + ", or --config PATH");
        }
        console.say("next: tape restore " + Shell.word(file) + " --key-file " + Shell.word(String.valueOf(keyFile))
                + " --out COPY --dry-run");
        return ExitCode.OK;
    }

    private static String text(Backup.Result result) {
        return String.format(
                Locale.ROOT,
                "backed up to sequence %d, with %,d snapshots and %,d outboxes, in %,d bytes",
                result.sequence(),
                result.snapshots(),
                result.outboxes(),
                result.bytes());
    }

    private static CharSequence json(Backup.Result result) {
        return new Json()
                .begin()
                .integer("sequence", result.sequence())
                .number("snapshots", result.snapshots())
                .number("outboxes", result.outboxes())
                .integer("bytes", result.bytes())
                .endObject()
                .text();
    }
}
