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
import io.onetape.tools.format.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Says on stderr what became of an import's lines; the last line is one JSON object. */
final class ImportReport {
    /** An import. */
    interface Run {
        ImportResult run() throws IOException;
    }

    private static final int MOST_NAMED = 5;

    private final Console console;
    private final Path out;

    ImportReport(Console console, Path out) {
        this.console = console;
        this.out = out;
    }

    /** Where lines that can't be read are kept. */
    Path rejects() {
        return out.resolve("rejects.ndjson");
    }

    /** Ends the command if one of these is not a file that can be read. */
    void requireFiles(List<Path> files) {
        for (Path file : files) {
            if (!Files.exists(file)) {
                throw unusable("no such file: " + file, "ls -l " + folderOf(file));
            }
            if (!Files.isRegularFile(file)) { // it is read twice, so a pipe will not do
                String found = Files.isDirectory(file) ? " is a folder" : " is no regular file";
                throw unusable(file + found + "; expected a file", "ls -l " + file);
            }
            if (!Files.isReadable(file)) {
                throw unusable("permission denied: " + file, "ls -l " + file);
            }
        }
    }

    private static CommandException unusable(String message, String next) {
        return new CommandException(ExitCode.RUN_TIME, message, next);
    }

    private static Path folderOf(Path file) {
        return Objects.requireNonNullElse(file.getParent(), Path.of("."));
    }

    /** Runs it; what ends it early is reported with the account so far. */
    ImportResult run(Run run) throws IOException {
        try {
            return run.run();
        } catch (UnusableFileException e) {
            throw unusable(String.valueOf(e.getMessage()), e.next());
        } catch (UnfinishedImportException e) {
            account(e.result());
            throw new CommandException(
                    ExitCode.RUN_TIME,
                    e.getMessage() + (e.result().records() == 0 ? "" : "; the tape keeps what came before"),
                    (isZip(e.file()) ? "unzip -t " : "gunzip -t ") + e.file()
                            + ", copy it again, and import into another folder");
        } catch (RejectedLineException e) {
            account(e.result());
            throw new CommandException(
                    ExitCode.RUN_TIME,
                    e.reject() + "; a strict import stops at the first rejected line",
                    (isZip(Path.of(e.reject().file())) ? "unzip -p " : "gzip -cdf ")
                            + e.reject().file() + " | sed -n " + e.reject().line() + "p   or: import without --strict");
        }
    }

    private static boolean isZip(Path file) {
        return file.toString().endsWith(".zip");
    }

    /** Says what became of a finished import; one that found nothing is a no. */
    void finish(ImportResult result) {
        finish(result, "a recorded exchangeInfo (--snapshots FILE) tells them");
    }

    /** The same; {@code sizes} is what to do about tick and lot sizes that nobody told. */
    void finish(ImportResult result, String sizes) {
        ImportedSymbols symbols = result.symbols();
        if (result.records() > 0 && !symbols.absent().isEmpty()) {
            console.say("no line is about " + String.join(", ", symbols.absent()));
        }
        if (!symbols.inferred().isEmpty()) {
            console.say("inferred from the numbers seen: tick and lot size of " + listed(symbols.inferred()) + "; "
                    + sizes);
        }
        account(result);
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

    private void account(ImportResult result) {
        for (Reject reject : result.firstRejects()) {
            console.say("rejected " + reject);
        }
        if (result.rejects() > 0 && result.records() > 0) {
            console.say("all " + result.rejects() + " rejects: " + rejects());
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
