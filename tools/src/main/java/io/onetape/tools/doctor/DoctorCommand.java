package io.onetape.tools.doctor;

import io.onetape.services.config.Configuration;
import io.onetape.services.config.yaml.ConfigurationException;
import io.onetape.services.runtime.RunPaths;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.console.Shell;
import io.onetape.tools.console.Wrap;
import io.onetape.tools.doctor.Finding.Level;
import io.onetape.tools.format.Json;
import io.onetape.tools.live.RunFile;
import io.onetape.tools.select.TapeArgument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tape doctor}: what stands in the way on this machine, and in a tape or run. */
@Command(
        name = "doctor",
        description = {
            "Looks at the JVM, memory, limits, clocks and the disk, and at the health of a tape or run. Changes nothing, asks nobody on the network.",
            "Exit codes: 0 nothing fails; 1 something does."
        },
        footer = {"", "Examples:", "  tape doctor", "  tape doctor RUN", "  tape doctor --json TAPE | jq '.checks[]'"})
public final class DoctorCommand implements Callable<Integer> {
    private static final String INDENT = " ".repeat(6);

    private final Console console;

    @Parameters(
            arity = "0..1",
            paramLabel = "FOLDER",
            description = "a tape, a run, or where one shall be; else $$TAPE_JOURNAL, else here")
    private @Nullable Path typed;

    @Option(names = "--config", paramLabel = "FILE", description = "a configuration; default the run's")
    private List<Path> configurations = List.of();

    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    public DoctorCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Path folder =
                typed != null ? typed : Path.of(console.variable("TAPE_JOURNAL").orElse("."));
        List<Finding> found = new ArrayList<>(JavaChecks.run());
        found.addAll(new MachineChecks(new SystemFiles(Path.of("/")))
                .run(Runtime.getRuntime().maxMemory(), console.wallNanos().getAsLong() / 1_000_000));
        found.addAll(FolderChecks.run(folder));
        RunPaths run = new RunPaths(folder);
        Path tape = RunFile.exists(run) ? run.tape() : folder;
        if (TapeArgument.isTape(tape.toString())) {
            found.addAll(new TapeChecks(tape).run(console.wallNanos().getAsLong()));
        }
        for (Path file : configurations(run)) {
            found.add(configuration(file));
        }
        print(found);
        return found.stream().anyMatch(f -> f.level() == Level.FAIL) ? ExitCode.NO : ExitCode.OK;
    }

    private List<Path> configurations(RunPaths run) {
        return configurations.isEmpty() && RunFile.exists(run)
                ? List.of(RunFile.read(run).configuration())
                : configurations;
    }

    private Finding configuration(Path file) {
        try {
            Configuration.load(file, console.environment());
            return Finding.ok("configuration", file.toString());
        } catch (ConfigurationException e) {
            return Finding.fail(
                    "configuration",
                    String.valueOf(e.getMessage()),
                    "correct it, then: tape doctor --config " + Shell.word(file));
        }
    }

    private void print(List<Finding> found) {
        if (json) {
            console.out().line(object(found));
            return;
        }
        for (Finding finding : found) {
            String text = String.format(
                    Locale.ROOT,
                    "%-5s %-14s %s",
                    finding.level().name().toLowerCase(Locale.ROOT),
                    finding.what(),
                    finding.found());
            console.out().line(Wrap.words(text, console.columns(), INDENT));
            if (!finding.next().isEmpty()) {
                console.out().line(INDENT + Console.typed("next: " + finding.next()));
            }
        }
    }

    private static CharSequence object(List<Finding> found) {
        Json object = new Json().begin();
        object.key("checks").beginArray();
        for (Finding finding : found) {
            object.beginObject()
                    .string("level", finding.level().name().toLowerCase(Locale.ROOT))
                    .string("what", finding.what())
                    .string("found", finding.found());
            if (finding.next().isEmpty()) {
                object.nothing("next");
            } else {
                object.string("next", finding.next());
            }
            object.endObject();
        }
        return object.endArray().endObject().text();
    }
}
