package io.onetape.tools.report;

import io.onetape.tools.backtest.SweepMerge;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.console.Usage;
import io.onetape.tools.report.page.Page;
import io.onetape.tools.report.section.RunView;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tape report}: a run on one page, or two side by side. */
@Command(
        name = "report",
        description = {
            "Writes RUN/report.html: one file that opens anywhere with the network off. Each number tells its formula",
            "and its stretch of the tape. RUN/metrics.json is written too where it is missing or of another tape.",
            "With --compare two runs stand side by side, in A/compare.html. With --merge the shards of a sweep become one."
        },
        footer = {
            "",
            "Examples:",
            "  tape report RUN",
            "  tape report A B --compare",
            "  tape report RUN --out FILE.html",
            "  tape report --merge SHARD-1 SHARD-2 --out SWEEP"
        })
public final class ReportCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            arity = "1..*",
            paramLabel = "RUN",
            description =
                    "folder of a run: tape backtest --out RUN; with --merge folders of tape sweep --out, or their trials")
    private List<Path> runs = List.of();

    @Option(names = "--compare", description = "two runs side by side")
    private boolean compare;

    @Option(
            names = "--merge",
            description = "put the shards of a sweep together, and rank them: exit 1 if a trial is missing")
    private boolean merge;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "default RUN/report.html, or A/compare.html; with --merge a new folder")
    private @Nullable Path out;

    public ReportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Usage.requireNotBoth(compare, "--compare", merge, "--merge");
        if (merge) {
            Usage.requireWith(true, "--merge", out != null, "--out");
            return SweepMerge.merge(runs, Objects.requireNonNull(out), console);
        }
        int expected = compare ? 2 : 1;
        if (runs.size() != expected) {
            throw CommandException.usage(
                    "expected " + expected + (compare ? " runs with --compare" : " run") + ", found " + runs.size(),
                    compare ? "tape report A B --compare" : "tape report RUN   or: tape report A B --compare");
        }
        Path first = runs.get(0);
        Path file = out != null ? out : first.resolve(compare ? "compare.html" : "report.html");
        write(
                file,
                compare ? ComparePage.of(read(first, false), read(runs.get(1), false)) : RunPage.of(read(first, true)));
        return ExitCode.OK;
    }

    private RunView read(Path run, boolean withTrips) {
        return new RunReader(new RunFiles(run), console).read(withTrips);
    }

    private void write(Path file, String page) {
        int bytes = page.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > Page.MOST_BYTES) {
            throw new IllegalStateException("expected a page of at most " + Page.MOST_BYTES + " bytes, found " + bytes);
        }
        RunFiles.write(file, page);
        console.out().line(file + "  " + (bytes + 1023) / 1024 + " KiB");
    }
}
