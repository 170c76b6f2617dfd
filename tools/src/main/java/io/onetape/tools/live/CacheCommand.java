package io.onetape.tools.live;

import io.onetape.journal.excerpt.AppenderLock;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.services.runtime.RunPaths;
import io.onetape.services.store.CacheReader;
import io.onetape.services.store.CacheStuckException;
import io.onetape.services.store.NoCacheException;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.console.Shell;
import io.onetape.tools.format.References;
import io.onetape.tools.format.Times;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tape cache}: what the hot cache of a run holds, and at which sequence of its tape. Reads only. */
@Command(
        name = "cache",
        description = {
            "What the hot cache of a run holds: the newest account, positions, orders, tops of",
            "books, circuits and halts, at the sequence that it has come to."
        },
        footer = {
            "",
            "Examples:",
            "  tape cache --dir RUN                   everything",
            "  tape cache --dir RUN positions",
            "  tape cache --dir RUN --json tops"
        })
public final class CacheCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--dir", paramLabel = "RUN", defaultValue = "run", description = "the run's folder; default run")
    private Path folder = Path.of("run");

    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    @Parameters(arity = "0..1", paramLabel = "VIEW", description = "${COMPLETION-CANDIDATES}; else all", index = "0")
    private CacheReport.@Nullable Section section;

    public CacheCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        RunPaths paths = new RunPaths(folder.toAbsolutePath().normalize());
        RunFile.require(paths, folder);
        TapeFolder tape = TapeFolder.open(paths.tape());
        try (CacheReader cache = CacheReader.open(paths.cache(), tape.manifest().tapeId());
                References references = new References(tape)) {
            CacheReport report = new CacheReport(cache, references, section);
            if (!AppenderLock.isHeld(paths.cache())) {
                sayOld(report);
            }
            if (json) {
                console.out().line(report.json());
            } else {
                new CacheTables(console, report).print();
            }
            return ExitCode.OK;
        } catch (NoCacheException e) {
            throw CommandException.notFound(
                    String.valueOf(e.getMessage()), "tape run --dir " + Shell.word(folder) + " --status");
        } catch (CacheStuckException e) {
            throw new CommandException(
                    ExitCode.RUN_TIME,
                    String.valueOf(e.getMessage()),
                    "tape run --dir " + Shell.word(folder) + " --restart cache");
        }
    }

    private void sayOld(CacheReport report) {
        long age = console.wallNanos().getAsLong() - report.nanos();
        console.say("the service cache does not run in " + folder + ": this is what it left at sequence "
                + report.sequence() + ", of "
                + Times.iso(report.nanos()) + ", " + Times.span(Math.max(0, age)) + " ago");
    }
}
