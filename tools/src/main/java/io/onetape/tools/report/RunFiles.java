package io.onetape.tools.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.onetape.backtest.report.Evidence;
import io.onetape.backtest.sweep.SweepFolder;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.console.Shell;
import io.onetape.tools.select.TapeArgument;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files of one run's folder; docs/formats.md describes each. A file that is there and cannot be read ends the command, with its name. */
record RunFiles(Path folder) {
    static final String METRICS = "metrics.json";

    private static final int MOST_TRIALS = 100_000;
    private static final long MOST_BYTES = 64L << 20;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    Path tape() {
        return folder.resolve("tape");
    }

    /** Opens the tape; ends the command if the folder is none of a run. */
    TapeFolder open() {
        if (!Files.isDirectory(folder)) {
            throw new CommandException(
                    ExitCode.RUN_TIME,
                    "no such folder: " + folder + "; expected the folder of a run",
                    "tape backtest market-maker TAPE --out " + Shell.word(folder));
        }
        if (!TapeArgument.isTape(tape().toString()) && Files.exists(folder.resolve(SweepFolder.TRIALS))) {
            throw new CommandException(
                    ExitCode.RUN_TIME,
                    folder + " is a sweep, of many runs; expected the folder of one run",
                    "run one of its trials with --out RUN, cp " + Shell.word(folder.resolve(SweepFolder.TRIALS))
                            + " RUN/sweep.ndjson   then: tape report RUN");
        }
        if (!TapeArgument.isTape(tape().toString())) {
            Path parent = folder.toAbsolutePath().normalize().getParent();
            boolean isTape = TapeArgument.isTape(folder.toString());
            throw new CommandException(
                    ExitCode.RUN_TIME,
                    isTape
                            ? folder + " is a tape; expected the folder of a run, with its tape in " + folder + "/tape"
                            : "no tape in " + tape() + "; expected the folder of a run",
                    isTape && parent != null && folder.endsWith("tape")
                            ? "tape report " + Shell.word(parent)
                            : "tape backtest market-maker TAPE --out NEW_RUN   then: tape report NEW_RUN");
        }
        return TapeFolder.open(tape());
    }

    Optional<String> metrics() {
        Path file = folder.resolve(METRICS);
        return Files.exists(file) ? Optional.of(text(file)) : Optional.empty();
    }

    JsonNode command() {
        return json("command.json");
    }

    /** Of the run with this hash of its outputs. */
    Evidence evidence(String outputHash) {
        return Evidence.of(outputHash, this::json);
    }

    /** The lines of sweep.ndjson. */
    List<JsonNode> trials() {
        Path file = folder.resolve("sweep.ndjson");
        List<JsonNode> trials = new ArrayList<>();
        if (!Files.exists(file)) {
            return trials;
        }
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (trials.size() == MOST_TRIALS) {
                    throw unreadable(file, "more than " + MOST_TRIALS + " trials");
                }
                if (!line.isBlank()) {
                    trials.add(parse(file, line));
                }
            }
            return trials;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Whole or not at all: a reader never sees a part. */
    static void write(Path file, String text) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try {
                Files.writeString(part, text);
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part); // there only if one of both has failed
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private JsonNode json(String name) {
        Path file = folder.resolve(name);
        return Files.exists(file) ? parse(file, text(file)) : MissingNode.getInstance();
    }

    private static JsonNode parse(Path file, String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (!node.isObject()) {
                throw unreadable(
                        file,
                        node.isMissingNode() ? "nothing" : node.getNodeType().toString());
            }
            return node;
        } catch (IOException e) {
            throw unreadable(
                    file, String.valueOf(e.getMessage()).lines().findFirst().orElse("no JSON"));
        }
    }

    private static CommandException unreadable(Path file, String found) {
        return new CommandException(
                ExitCode.RUN_TIME, file + ": expected a JSON object, found " + found, "move it away, and report again");
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw unreadable(file, Files.size(file) + " bytes");
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
