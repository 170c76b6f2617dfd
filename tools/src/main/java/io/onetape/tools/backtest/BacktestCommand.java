package io.onetape.tools.backtest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.onetape.backtest.run.BacktestRun;
import io.onetape.backtest.run.BacktestSettings;
import io.onetape.backtest.run.BacktestSummary;
import io.onetape.backtest.run.clock.SourceScan;
import io.onetape.services.Processors;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.console.Progress;
import io.onetape.tools.console.SaidAtExit;
import io.onetape.tools.console.Shell;
import io.onetape.tools.console.Usage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tape backtest}: a strategy over recorded market data, with a simulated venue; the result is a tape of its own. */
@Command(
        name = "backtest",
        description = {
            "Runs a strategy, risk, execution and account over a tape's market data, with a simulated venue.",
            "RUN/tape is the result, a tape like any other; RUN/metrics.json its numbers. Without --out the numbers",
            "are printed, and no tape is kept: that is faster."
        },
        footer = {
            "",
            "Examples:",
            "  tape backtest market-maker TAPE",
            "  tape backtest market-maker TAPE --out RUN",
            "  tape backtest market-maker MONDAY TUESDAY --shift-clock 2=1.3s",
            "  tape backtest market-maker TAPE --out RUN --set spread=2 --set skew=0.5 --latency 5ms",
            "  tape backtest market-maker TAPE --from 2024-08-08T12:00:00 --to +6h",
            "  tape backtest market-maker TAPE --out RUN --twice --check-lookahead 10",
            "  tape backtest market-maker TAPE --out RUN --bracket --latency-table 0,1,2",
            "  tape backtest --like-live SESSION --out RUN --fit",
            "  tape report RUN",
            "  tape verify --replay RUN/tape"
        })
public final class BacktestCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private TapesArguments arguments = new TapesArguments();

    @Option(names = "--out", paramLabel = "RUN", description = "a new folder for the result; default: none is kept")
    private @Nullable Path out;

    @Mixin
    private SimulationOptions simulation = new SimulationOptions();

    @Mixin
    private RunChecks checks = new RunChecks();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RunTables tables = new RunTables();

    @Mixin
    private LikeLive likeLive = new LikeLive();

    @Mixin
    private StrategyOptions strategies = new StrategyOptions();

    public BacktestCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        checks.requireSensible();
        tables.requireSensible();
        Usage.requireWith(likeLive.isFit(), "--fit", likeLive.isWanted(), "--like-live");
        if (likeLive.isWanted()) {
            Usage.requireNotBoth(true, "--like-live", arguments.hasStrategy(), "STRATEGY");
            likeLive.requireOfUse(spec.commandLine().getParseResult());
            return likeLive.run(simulation, strategies.typed(), out, arguments.json(), console);
        }
        List<Path> sources = arguments.sources(console);
        try (InputTapes tapes = simulation.open(sources, console)) {
            RunWords words = RunWords.of(spec.commandLine().getParseResult(), arguments.words(console));
            return run(tapes, sources, simulation.positioned(words).anywhere(sources));
        }
    }

    private int run(InputTapes tapes, List<Path> sources, RunWords words) {
        SourceScan scan = tapes.scan();
        BacktestSettings settings = strategies.apply(
                simulation.settings(tapes),
                arguments.strategy(),
                scan.instruments(),
                UsualQuantities.of(tapes.tape(), scan.instruments()));
        BacktestRun run = BacktestRun.prepare(scan, settings);
        run.warnings().forEach(warning -> console.say("warning: " + warning));
        if (out == null) {
            return answer(scan, settings, numbersOf(run, scan.records()), tapes, words);
        }
        BacktestSummary summary = new RunFolder(out)
                .run(
                        run,
                        scan.records(),
                        new RunFolder.Note(
                                "backtest", spec.commandLine().getParseResult().originalArgs(), words, sources),
                        console);
        Path kept = out;
        SaidAtExit atExit = new SaidAtExit(console, () -> whatIsKept(kept));
        try {
            return answer(scan, settings, summary, tapes, words);
        } finally {
            atExit.close();
        }
    }

    private String whatIsKept(Path run) {
        String missing = Stream.concat(tables.files().stream(), checks.files().stream())
                .filter(file -> !Files.exists(run.resolve(file)))
                .collect(Collectors.joining(", "));
        return run + " is whole" + (missing.isEmpty() ? "" : ", without " + missing);
    }

    /** What is printed of a run, and what is made beside it. */
    private int answer(
            SourceScan scan, BacktestSettings settings, BacktestSummary summary, InputTapes tapes, RunWords words) {
        if (!arguments.json() || !tables.areWanted()) {
            console.out().text(arguments.json() ? summary.toJson() : summary.toText());
            console.out().flush(); // what follows takes as long again
        }
        sayIfNothingWasSent(summary);
        if (tables.areWanted()) {
            print(
                    summary,
                    tables.run(scan, settings, simulation.latency(tapes::latencies), summary, words, out, console));
        }
        boolean passed = checks.pass(scan, settings, summary, words, out, console);
        if (!arguments.json()) {
            console.say(
                    out == null
                            ? "next: the same with --out RUN, for a tape with each order, its cause and its fills"
                            : "next: tape report " + Shell.word(out) + "   then: tape verify --replay "
                                    + Shell.word(out.resolve("tape")));
        }
        return passed ? ExitCode.OK : ExitCode.NO;
    }

    private void sayIfNothingWasSent(BacktestSummary summary) {
        if (summary.orders() > 0) {
            return;
        }
        String tape = out == null ? "RUN/tape, with --out RUN" : Shell.word(new RunFolder(out).tape());
        console.say(
                summary.requested() == 0
                        ? "warning: no order was sent: was the book ever valid? next: tape cat -t BookTop -n 20 " + tape
                        : "warning: no order was sent of " + summary.requested()
                                + " that were requested: next: tape cat -t RiskDecision -n 20 " + tape);
    }

    private void print(BacktestSummary summary, Map<String, ArrayNode> rows) {
        if (arguments.json()) {
            console.out().text(RunTables.json(summary, rows));
        } else {
            rows.values().forEach(table -> VariantTable.print(table, console));
        }
        console.out().flush();
    }

    private BacktestSummary numbersOf(BacktestRun run, long sourceRecords) {
        run.requireStart(Processors.all());
        RunWarnings warnings = new RunWarnings();
        BacktestSummary summary;
        try (Progress progress = new Progress(console, "backtest", sourceRecords, true)) {
            summary = run.run(Processors.all(), warnings, progress::now);
        }
        warnings.say(console, "the same with --out RUN keeps them on a tape");
        return summary;
    }
}
