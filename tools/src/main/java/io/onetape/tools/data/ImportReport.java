package io.onetape.tools.data;

import io.onetape.backtest.importer.ImportResult;
import io.onetape.backtest.importer.ImportedSymbols;
import io.onetape.backtest.importer.Reject;
import io.onetape.backtest.importer.RejectedLineException;
import io.onetape.backtest.importer.UnfinishedImportException;
import io.onetape.backtest.importer.row.UnusableFileException;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.console.Nearest;
import io.onetape.tools.console.Progress;
import io.onetape.tools.console.Shell;
import io.onetape.tools.folder.PartialFolder;
import io.onetape.tools.format.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;

/** Says on stderr what became of an import's lines; the last line is one JSON object. */
final class ImportReport {
    /** An import into a new folder; {@code read} hears how many bytes of the files each piece has that was read. */
    interface Run {
        ImportResult run(Path folder, LongConsumer read) throws IOException;
    }

    private static final int MOST_NAMED = 5;

    private final Console console;
    private final Path out;

    ImportReport(Console console, Path out) {
        this.console = console;
        this.out = out;
    }

    /** Where lines that can't be read are kept beside a tape. */
    Path rejectsIn(Path tape) {
        return tape.resolve("rejects.ndjson");
    }

    /** Ends the command if one of these is not a file that can be read. */
    void requireFiles(List<Path> files) {
        for (Path file : files) {
            if (!Files.exists(file)) {
                throw unusable("no such file: " + file, "ls -l " + Shell.word(folderOf(file)));
            }
            if (!Files.isRegularFile(file)) { // it is read twice, so a pipe will not do
                String found = Files.isDirectory(file) ? " is a folder" : " is no regular file";
                throw unusable(file + found + "; expected a file", "ls -l " + Shell.word(file));
            }
            if (!Files.isReadable(file)) {
                throw unusable("permission denied: " + file, "ls -l " + Shell.word(file));
            }
        }
    }

    private static CommandException unusable(String message, String next) {
        return new CommandException(ExitCode.RUN_TIME, message, next);
    }

    private static Path folderOf(Path file) {
        return Objects.requireNonNullElse(file.getParent(), Path.of("."));
    }

    /**
     * Runs it. The tape is there when it is whole, or when a file ends early, with what came before that; else nothing is left of it. What ends it early is reported with the account so far.
     *
     * @param files all that are read
     */
    ImportResult run(List<Path> files, Run run) throws IOException {
        try (PartialFolder partial = PartialFolder.ofTape(out, console);
                Progress progress = new Progress(console, "import", bytes(files), true)) {
            return run(run, partial, progress);
        } catch (UnusableFileException e) {
            throw unusable(String.valueOf(e.getMessage()), e.next());
        } catch (UnfinishedImportException e) {
            account(e.result(), e.result().records() > 0);
            throw new CommandException(
                    ExitCode.RUN_TIME,
                    e.getMessage() + (e.result().records() == 0 ? "" : "; the tape keeps what came before"),
                    (isZip(e.file()) ? "unzip -t " : "gunzip -t ") + Shell.word(e.file())
                            + ", copy it again, and import into another folder");
        } catch (RejectedLineException e) {
            account(e.result(), false);
            throw new CommandException(
                    ExitCode.RUN_TIME,
                    e.reject() + "; a strict import stops at the first rejected line, and no tape is left",
                    (isZip(Path.of(e.reject().file())) ? "unzip -p " : "gzip -cdf ")
                            + Shell.word(e.reject().file()) + " | sed -n "
                            + e.reject().line() + "p   or: import without --strict");
        }
    }

    private ImportResult run(Run run, PartialFolder partial, Progress progress) throws IOException {
        LongConsumer read = new LongConsumer() {
            private long bytes;

            @Override
            public void accept(long more) {
                bytes += more;
                progress.now(bytes);
                partial.pause();
            }
        };
        try {
            ImportResult result = run.run(partial.path(), read);
            if (result.records() > 0) {
                partial.complete();
            }
            return result;
        } catch (UnfinishedImportException e) {
            if (e.result().records() > 0) {
                partial.complete();
            }
            throw e;
        } catch (UnusableFileException | RejectedLineException e) {
            throw e; // they say what is left
        } catch (IOException | RuntimeException e) {
            console.say("the import failed; no tape is left of " + out);
            throw e;
        }
    }

    private static long bytes(List<Path> files) throws IOException {
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    private static boolean isZip(Path file) {
        return file.toString().endsWith(".zip");
    }

    /** Says what became of a finished import; one that found nothing is a no. {@code sizes} is what to do about tick and lot sizes that nobody told. */
    void finish(ImportResult result, String sizes) {
        ImportedSymbols symbols = result.symbols();
        if (result.records() > 0 && !symbols.absent().isEmpty()) {
            console.say("no line is about " + String.join(", ", symbols.absent()));
        }
        if (!symbols.inferred().isEmpty()) {
            console.say("inferred from the numbers seen: tick and lot size of " + listed(symbols.inferred()) + "; "
                    + sizes);
        }
        account(result, result.records() > 0);
        if (result.records() == 0) {
            boolean known = !symbols.absent().isEmpty() && !symbols.leftOut().isEmpty();
            throw CommandException.notFound(
                    "nothing was imported, and no tape is left: no line became a record"
                            + (known
                                    ? "; none is about " + String.join(", ", symbols.absent()) + ", but "
                                            + listed(symbols.leftOut())
                                    : ""),
                    known
                            ? Nearest.suggest(symbols.absent().get(0), symbols.leftOut())
                            : "look at the reasons above; tape import --help names the formats");
        }
    }

    private void account(ImportResult result, boolean tapeIsLeft) {
        for (Reject reject : result.firstRejects()) {
            console.say("rejected " + reject);
        }
        if (result.rejects() > 0 && tapeIsLeft) {
            console.say("all " + result.rejects() + " rejects: " + rejectsIn(out));
        }
        Json json = new Json()
                .begin()
                .number("lines", result.lines())
                .number("records", result.records())
                .number("joined", result.joined())
                .number("rejects", result.rejects())
                .key("skipped")
                .beginObject();
        result.skipped().forEach((reason, count) -> json.anyKey(reason).rawValue(Long.toString(count)));
        json.endObject().key("inferred").beginArray();
        result.symbols().inferred().forEach(json::value);
        console.err().println(json.endArray().endObject().text());
    }

    private static String listed(List<String> names) {
        int more = names.size() - MOST_NAMED;
        return more <= 0
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, MOST_NAMED)) + " and " + more + " more";
    }
}
