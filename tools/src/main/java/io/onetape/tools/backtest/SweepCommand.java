package io.onetape.tools.backtest;

import io.onetape.backtest.run.BacktestRun;
import io.onetape.backtest.run.BacktestSettings;
import io.onetape.backtest.run.clock.RecordedInput;
import io.onetape.backtest.run.clock.SourceScan;
import io.onetape.backtest.sweep.Grid;
import io.onetape.backtest.sweep.Halving;
import io.onetape.backtest.sweep.Part;
import io.onetape.backtest.sweep.Pick;
import io.onetape.backtest.sweep.SweepFolder;
import io.onetape.backtest.sweep.SweepPlan;
import io.onetape.backtest.sweep.Trial;
import io.onetape.backtest.sweep.TrialLine;
import io.onetape.backtest.sweep.WalkForward;
import io.onetape.backtest.sweep.WalkForward.Window;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.console.SaidAtExit;
import io.onetape.tools.console.Usage;
import io.onetape.tools.live.BuildName;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tape sweep}: one backtest for each combination of parameters, several at one time, ranked. */
@Command(
        name = "sweep",
        description = {
            "Runs a backtest for each combination of the parameters' values, and ranks them. --set takes several values",
            "here: 1,2,5 or 1..3/0.5. No tape is kept: each trial is a `tape backtest` of its own, with the same output",
            "hash. With --out the same command goes on where it was ended."
        },
        footer = {
            "",
            "Examples:",
            "  tape sweep market-maker TAPE --set spread=1..3/0.5 --set skew=0,0.5 --jobs 2 --out SWEEP",
            "  tape sweep market-maker TAPE --set spread=1..9/0.1 --set skew=0..1/0.1 --random 50",
            "  tape sweep market-maker TAPE --set spread=1..9/0.1 --search halving --objective edge",
            "  tape sweep market-maker TAPE --set spread=1..3/0.5 --train 1d --test 6h",
            "  tape sweep market-maker TAPE --set spread=1..3/0.5 --shard 2/4 --out SHARD-2",
            "  tape report --merge SHARD-1 SHARD-2 SHARD-3 SHARD-4 --out SWEEP"
        })
public final class SweepCommand implements Callable<Integer> {
    static final String HELP = "tape sweep --help";
    private static final int ROWS = 20;

    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private TapesArguments arguments = new TapesArguments();

    @Mixin
    private SweepOptions options = new SweepOptions();

    @Option(names = "-n", paramLabel = "ROWS", defaultValue = "20", description = "rows of the table; default 20")
    private int rows = ROWS;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "a folder for trials.ndjson and sweep.json; if it has them, goes on with the missing trials")
    private @Nullable Path out;

    @Mixin
    private SimulationOptions simulation = new SimulationOptions();

    @Mixin
    private StrategyOptions strategies = new StrategyOptions();

    public SweepCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try {
            return swept();
        } catch (CommandException e) { // the hint of an option that a backtest has too
            throw e.next().equals("tape backtest --help")
                    ? CommandException.usage(String.valueOf(e.getMessage()), HELP)
                    : e;
        }
    }

    private int swept() {
        Usage.requireAtLeast("-n", rows, 1);
        Grid grid = SweepOptions.grid(strategies);
        Pick pick = options.pick(simulation.seed());
        Optional<WalkForward> windows = options.windows(pick);
        try (InputTapes tapes = simulation.open(arguments.sources(console), console)) {
            SweepRun sweep = new SweepRun(tapes.scan(), grid, settings(tapes));
            sweep.requireValues();
            sweep.warnings().forEach(warning -> console.say("warning: " + warning));
            return run(sweep, plan(sweep, tapes, pick, windows));
        }
    }

    private int run(SweepRun sweep, SweepPlan plan) {
        int[] numbers = plan.pick().numbers(sweep.grid());
        if (numbers.length == 0) {
            console.say("no trial is in shard " + plan.pick().shardText());
        }
        try (SweepFolder folder = out == null ? null : SweepFolder.open(out, plan)) {
            if (folder != null && folder.stored() > 0) {
                console.say(folder.stored() + (folder.stored() == 1 ? " trial has" : " trials have") + " run before");
            }
            return numbers.length == 0 ? ExitCode.OK : run(sweep, plan, numbers, folder);
        }
    }

    private int run(SweepRun sweep, SweepPlan plan, int[] numbers, @Nullable SweepFolder folder) {
        SourceScan scan = sweep.scan();
        List<Window> windows = plan.windows()
                .map(rule -> SweepOptions.read("--train", () -> rule.windows(scan.startNanos(), scan.lastNanos())))
                .orElse(List.of());
        List<Halving.Rung> rungs = plan.pick().kind().equals(Pick.HALVING)
                ? Halving.rungs(numbers.length, scan.startNanos(), scan.lastNanos())
                : List.of(new Halving.Rung(Part.WHOLE, numbers.length));
        long total = windows.isEmpty()
                ? rungs.stream().mapToLong(Halving.Rung::trials).sum()
                : windows.size() * (numbers.length + 1L);
        SweepWindows walk = new SweepWindows(plan, console);
        List<SweepWindows.Step> steps = List.of();
        List<Trial> last = List.of();
        try (SweepTrials trials = new SweepTrials(
                sweep, new TrialLine(plan), options.jobs(console), folder, this::line, total, console)) {
            SaidAtExit atExit = new SaidAtExit(console, () -> whatIsKept(trials));
            try {
                if (windows.isEmpty()) {
                    last = climb(plan, trials, rungs, numbers);
                } else {
                    steps = walk.run(trials, windows, numbers);
                }
            } finally {
                atExit.close();
            }
        }
        if (windows.isEmpty()) {
            return show(plan, last, numbers.length);
        }
        if (!arguments.json()) {
            walk.show(steps);
        }
        return walk.sayRefused(steps) ? ExitCode.OK : ExitCode.REFUSED;
    }

    private String whatIsKept(SweepTrials trials) {
        return trials.state()
                + (out == null
                        ? " had ended, none is kept; with --out FOLDER the same command goes on"
                        : " are kept in " + out + ", the same command goes on with the others");
    }

    /** The trials that are left on the last rung. */
    private static List<Trial> climb(SweepPlan plan, SweepTrials trials, List<Halving.Rung> rungs, int[] numbers) {
        int[] left = numbers;
        List<Trial> last = List.of();
        for (Halving.Rung rung : rungs) {
            int[] chosen = Arrays.copyOf(left, rung.trials());
            Arrays.sort(chosen);
            last = trials.run(rung.part(), chosen);
            left = plan.objective().rank(last).stream().mapToInt(Trial::number).toArray();
        }
        return last;
    }

    private int show(SweepPlan plan, List<Trial> trials, int tried) {
        if (!arguments.json()) {
            new SweepResult(plan, console).show(trials, tried, rows, "-n " + trials.size());
        }
        boolean nothing =
                trials.stream().allMatch(Trial::isRefused) && plan.pick().isWhole();
        return nothing ? ExitCode.REFUSED : ExitCode.OK;
    }

    private void line(String line) {
        if (arguments.json()) {
            console.out().line(line);
            console.out().flush();
        }
    }

    private SweepPlan plan(SweepRun sweep, InputTapes tapes, Pick pick, Optional<WalkForward> windows) {
        BacktestRun prepared = sweep.prepared();
        SortedMap<String, String> texts = strategies.texts();
        BacktestSettings base = simulation.settings(tapes);
        texts.put("strategy", arguments.strategy());
        texts.put("venue", base.venue().toString());
        texts.put("entryLatency", base.latency().entry().toString());
        texts.put("responseLatency", base.latency().response().toString());
        texts.put("jitterNanos", Long.toString(base.latency().jitterNanos()));
        texts.put("seed", Long.toString(base.seed()));
        texts.put("capital", Long.toString(base.capital()));
        texts.put("config", base.config().toString());
        texts.put("withoutOperator", Boolean.toString(base.withoutOperator()));
        texts.put("shiftNanos", Long.toString(prepared.shiftNanos()));
        texts.put("fromSequence", Long.toString(sweep.scan().startSequence()));
        texts.put("lastSequence", Long.toString(sweep.scan().lastSequence()));
        return new SweepPlan(
                arguments.strategy(),
                texts,
                sweep.scan().tapeHash(),
                sweep.scan().inputs(prepared.shiftNanos()).stream()
                        .map(RecordedInput::tapeHash)
                        .distinct()
                        .toList(),
                sweep.grid(),
                pick,
                windows,
                options.objective(),
                BuildName.ofThisProcess(),
                simulation
                        .positioned(RunWords.of(spec.commandLine().getParseResult(), arguments.words(console)))
                        .anywhere(arguments.sources(console))
                        .without("--set")
                        .words());
    }

    private Function<Map<String, String>, BacktestSettings> settings(InputTapes tapes) {
        SourceScan scan = tapes.scan();
        BacktestSettings base = simulation.settings(tapes);
        UsualQuantities usual = UsualQuantities.of(tapes.tape(), scan.instruments());
        return parameters -> strategies.apply(base, arguments.strategy(), scan.instruments(), usual, parameters);
    }
}
