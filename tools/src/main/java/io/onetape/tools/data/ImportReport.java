package io.onetape.tools.data;

import io.onetape.backtest.importer.ImportResult;
import io.onetape.backtest.importer.Reject;
import io.onetape.backtest.importer.RejectedLineException;
import io.onetape.backtest.importer.UnfinishedImportException;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
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

    void requireFiles(List<Path> files) {
        for (Path file : files) {
            if (!Files.isRegularFile(file)) {
                throw new CommandException(
                        ExitCode.RUN_TIME,
                        "no such file: " + file,
                        "ls -l " + Objects.requireNonNullElse(file.getParent(), Path.of(".")));
            }
        }
    }

    /** Runs it; what ends it early is reported with the account so far. */
    ImportResult run(Run run) throws IOException {
        try {
            return run.run();
        } catch (UnfinishedImportException e) {
            finish(e.result());
            throw new CommandException(
                    ExitCode.RUN_TIME,
                    e.getMessage() + "; the tape keeps what came before",
                    "gunzip -t FILE, copy it again, and import into another folder");
        } catch (RejectedLineException e) {
            finish(e.result());
            throw new CommandException(
                    ExitCode.RUN_TIME,
                    String.valueOf(e.getMessage()),
                    "sed -n " + e.reject().line() + "p FILE");
        }
    }

    void finish(ImportResult result) {
        for (Reject reject : result.firstRejects()) {
            console.say("rejected " + reject);
        }
        if (result.rejects() > 0) {
            console.say("all " + result.rejects() + " rejects: " + rejects());
        }
        Json json = new Json()
                .begin()
                .number("lines", result.lines())
                .number("records", result.records())
                .number("rejects", result.rejects())
                .key("skipped")
                .beginObject();
        result.skipped().forEach((reason, count) -> json.anyKey(reason).rawValue(Long.toString(count)));
        console.say(json.endObject().endObject().text().toString());
    }
}
