package io.onetape.tools.keep;

import io.onetape.journal.archive.Archiving;
import io.onetape.journal.archive.Moving;
import io.onetape.journal.archive.RunRetention;
import io.onetape.journal.seal.Base;
import io.onetape.journal.seal.Seal;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.tools.check.BaseSnapshots;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.console.Progress;
import io.onetape.tools.console.Shell;
import io.onetape.tools.console.Wrap;
import io.onetape.tools.format.Json;
import io.onetape.tools.select.TapeArgument;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tape archive}: sealed cycles compressed, or moved away. */
@Command(
        name = "archive",
        description = {
            "Compresses sealed cycles into TAPE/archive; every command reads them as before. The files go to TAPE/trash.",
            "With --move-to the first cycles go into another folder, a tape of its own, and the tape begins behind them:",
            "only what no service needs to start and every reader has read, by the snapshots and progress in RUN. Every",
            "service is run over them once more, and its state kept, so that verify --replay goes on from there.",
            "Exit codes: 0 done, or nothing to do; 4 a cycle is damaged; 5 busy; 6 a service needs what was asked for."
        },
        footer = {
            "",
            "Examples:",
            "  tape archive RUN/tape",
            "  tape archive --before -7d --level 19 RUN/tape",
            "  tape archive --move-to /cold/tape --before -90d --dry-run RUN/tape"
        })
public final class ArchiveCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--before",
            paramLabel = "POSITION",
            description = "only cycles that are wholly before it: -7d, 2024-08-08, seq:1000000")
    private @Nullable String before;

    @Option(names = "--level", paramLabel = "N", description = "zstd's, 1 to 19; default: ${DEFAULT-VALUE}")
    private int level = Archiving.LEVEL;

    @Option(names = "--move-to", paramLabel = "DIR", description = "move the cycles there; needs --before")
    private @Nullable Path moveTo;

    @Option(
            names = "--run",
            paramLabel = "RUN",
            description = "whose services' needs count; default: the folder around TAPE")
    private @Nullable Path run;

    @Option(names = "--dry-run", description = "only say which cycles")
    private boolean dryRun;

    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    @Mixin
    private TapeArgument tape = new TapeArgument();

    public ArchiveCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        TapeFolder folder = tape.open(console);
        Path target = moveTo;
        String position = before;
        if (target != null) {
            if (position == null) {
                throw CommandException.usage(
                        "expected --before beside --move-to, found none",
                        "tape archive --move-to " + Shell.word(target) + " --before -90d --dry-run "
                                + Shell.word(folder.folder()));
            }
            return move(folder, target, position);
        }
        if (level < 1 || level > Archiving.MAX_LEVEL) {
            throw CommandException.usage(
                    "expected a level from 1 to " + Archiving.MAX_LEVEL + ", found " + level, "--level 9");
        }
        return archive(folder, position == null ? seal -> true : bound(folder, position));
    }

    private Predicate<Seal> bound(TapeFolder folder, String position) {
        return CycleBound.before(position, folder, console.wallNanos().getAsLong());
    }

    private int archive(TapeFolder folder, Predicate<Seal> wanted) {
        Archiving.Result result;
        try (Progress progress = new Progress(console, "archive", folder.lastIndexed(), true)) {
            result = new Archiving(folder, level, progress::now).run(wanted, dryRun);
        }
        console.out().line(json ? json(result) : Wrap.words(text(result), console.columns(), "  "));
        if (!result.unsealed().isEmpty()) {
            console.say(result.unsealed().size() + " finished cycles are not sealed and stay as they are, from "
                    + result.unsealed().get(0) + " on");
            console.say("  next: tape seal " + Shell.word(folder.folder()));
        }
        return ExitCode.OK;
    }

    private int move(TapeFolder folder, Path target, String position) {
        Path around =
                run != null ? run : folder.folder().toAbsolutePath().normalize().resolveSibling("");
        RunRetention needed = RunRetention.of(around, new GoodSnapshots(folder, console));
        Moving.Result result = new Moving(folder, new BaseSnapshots(folder, console)::make)
                .run(target, needed, bound(folder, position), dryRun);
        if (!result.held().isEmpty() && result.moved().isEmpty()) {
            throw new CommandException(
                    ExitCode.REFUSED, held(result, needed), "take a snapshot of every service, and try again");
        }
        console.out().line(json ? json(result, needed) : Wrap.words(text(result, target), console.columns(), "  "));
        if (!result.held().isEmpty()) {
            console.say(held(result, needed));
        }
        return ExitCode.OK;
    }

    private static String held(Moving.Result result, RunRetention needed) {
        return result.held().size() + " cycles stay, from " + result.held().get(0) + " on: sequence "
                + needed.sequence() + " is needed by " + needed.heldBy();
    }

    private String text(Archiving.Result result) {
        List<Archiving.Archived> all = result.archived();
        if (all.isEmpty()) {
            return "nothing to archive";
        }
        long bytes = all.stream().mapToLong(Archiving.Archived::bytes).sum();
        long packed = all.stream().mapToLong(Archiving.Archived::packedBytes).sum();
        String span = all.get(0).cycle() + " to " + all.get(all.size() - 1).cycle();
        return dryRun
                ? String.format(Locale.ROOT, "would archive %,d cycles, %s, %,d bytes", all.size(), span, bytes)
                : String.format(
                        Locale.ROOT, "archived %,d cycles, %s, %,d bytes in %,d", all.size(), span, bytes, packed);
    }

    private String text(Moving.Result result, Path target) {
        List<String> moved = result.moved();
        if (moved.isEmpty()) {
            return "nothing to move";
        }
        return String.format(
                Locale.ROOT,
                "%s %,d cycles, %s to %s, to %s; the tape begins %s",
                dryRun ? "would move" : "moved",
                moved.size(),
                moved.get(0),
                moved.get(moved.size() - 1),
                target,
                result.base().map(base -> "behind sequence " + base.sequence()).orElse("at sequence 1"));
    }

    private static CharSequence json(Archiving.Result result) {
        Json object = new Json().begin();
        object.key("archived").beginArray();
        for (Archiving.Archived one : result.archived()) {
            object.beginObject()
                    .string("cycle", one.cycle())
                    .integer("bytes", one.bytes())
                    .integer("packedBytes", one.packedBytes())
                    .endObject();
        }
        object.endArray().key("unsealed").beginArray();
        result.unsealed().forEach(object::value);
        return object.endArray().endObject().text();
    }

    private static CharSequence json(Moving.Result result, RunRetention needed) {
        Json object = new Json().begin();
        object.key("moved").beginArray();
        result.moved().forEach(object::value);
        object.endArray().key("held").beginArray();
        result.held().forEach(object::value);
        return object.endArray()
                .integer("base", result.base().map(Base::sequence).orElse(0L))
                .integer("needed", needed.sequence())
                .string("heldBy", needed.heldBy())
                .endObject()
                .text();
    }
}
