package io.onetape.tools.backtest;

import io.onetape.backtest.RefusedException;
import io.onetape.backtest.run.BacktestRun;
import io.onetape.backtest.run.BacktestSettings;
import io.onetape.backtest.run.BacktestSummary;
import io.onetape.backtest.run.clock.SourceScan;
import io.onetape.backtest.sweep.Axis;
import io.onetape.backtest.sweep.Grid;
import io.onetape.backtest.sweep.Search;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.services.Processors;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.console.Progress;
import io.onetape.tools.console.Usage;
import io.onetape.tools.select.TapeArgument;
import io.onetape.tools.select.TapeEnd;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tape sweep}: one backtest for each combination of parameters, several at one time, ranked. */
@Command(
        name = "sweep",
        description = {
            "Runs a backtest for each combination of the parameters' values, and ranks them by net profit. --set takes",
            "several values here: 1,2,5 or 1..3/0.5. No tape is kept: each trial is a `tape backtest` of its own, with the",
            "same output hash."
        },
        footer = {
            "",
            "Examples:",
            "  tape sweep market-maker TAPE --set spread=1..3/0.5 --set skew=0,0.5 --jobs 2",
            "  tape sweep market-maker TAPE --set spread=1..9/0.1 --set skew=0..1/0.1 --random 50",
            "  tape sweep market-maker TAPE --set spread=1..3/0.5 --shard 2/4 --json"
        })
public final class SweepCommand implements Callable<Integer> {
    private static final int ROWS = 20;

    private final Console console;

    @Parameters(
            index = "0",
            paramLabel = "STRATEGY",
            description = "market-maker, momentum, meanreversion, scalping or arbitrage")
    private String strategy = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "TAPE",
            description = "the tape's folder; else $$TAPE_JOURNAL")
    private Path source = Path.of("");

    @Option(
            names = "--jobs",
            paramLabel = "N",
            defaultValue = "1",
            description = "trials at one time, each on a core; default 1")
    private int jobs = 1;

    @Option(
            names = "--random",
            paramLabel = "N",
            defaultValue = "0",
            description = "only so many of them, by chance: the same for the same --seed")
    private int random;

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            defaultValue = "1/1",
            description = "only every Nth of them, from the Ith on: for several machines; together they have each once")
    private String shard = "1/1";

    @Option(names = "-n", paramLabel = "ROWS", defaultValue = "20", description = "rows of the table; default 20")
    private int rows = ROWS;

    @Option(names = "--json", description = "one JSON object a trial, in their order")
    private boolean json;

    @Mixin
    private SimulationOptions simulation = new SimulationOptions();

    @Mixin
    private StrategyOptions strategies = new StrategyOptions();

    public SweepCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Usage.requireAtLeast("--jobs", jobs, 1);
        Usage.requireAtLeast("--random", random, 0);
        Usage.requireAtLeast("-n", rows, 1);
        Grid grid = grid();
        int[] numbers = numbers(grid);
        TapeFolder tape = TapeArgument.open(source, console);
        SourceScan scan = SourceScan.of(tape);
        new TapeEnd(tape).requireBehind(scan.lastSequence());
        IntFunction<BacktestSettings> settings = settings(tape, scan, grid);
        BacktestRun.prepare(tape, scan, settings.apply(numbers[0])) // what holds for all is said, or refused, once
                .warnings()
                .forEach(warning -> console.say("warning: " + warning));
        List<SweepTrial> trials;
        try (Progress progress = new Progress(console, "sweep", numbers.length, true)) {
            trials = Trials.run(
                    numbers,
                    jobs,
                    number -> trial(number, grid.parameters(number), tape, scan, settings),
                    progress::now);
        }
        requireOne(trials);
        if (json) {
            trials.forEach(trial -> console.out().line(trial.toJson()));
        } else {
            show(tape, grid, trials.stream().sorted(SweepTrial.BEST_FIRST).toList());
        }
        return ExitCode.OK;
    }

    private Grid grid() {
        return SimulationOptions.read(
                "--set",
                strategies.typed(),
                typed -> new Grid(typed.entrySet().stream()
                        .map(each -> Axis.parse(each.getKey(), each.getValue()))
                        .toList()));
    }

    private int[] numbers(Grid grid) {
        int[] all = random == 0 ? Search.all(grid) : Search.random(grid, random, simulation.seed());
        int[] mine = SimulationOptions.read("--shard", shard, text -> {
            if (!text.matches("\\d{1,6}/\\d{1,6}")) {
                throw new IllegalArgumentException("expected one of so many shards such as 2/4, found '" + text + "'");
            }
            String[] parts = text.split("/", -1);
            return Search.shard(all, Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        });
        Usage.requireAtLeast("--shard: trials in it", mine.length, 1);
        return mine;
    }

    private IntFunction<BacktestSettings> settings(TapeFolder tape, SourceScan scan, Grid grid) {
        BacktestSettings base = simulation.settings();
        UsualQuantities usual = UsualQuantities.of(tape, scan.instruments());
        return number -> strategies.apply(base, strategy, scan.instruments(), usual, grid.parameters(number));
    }

    private static SweepTrial trial(
            int number,
            Map<String, String> parameters,
            TapeFolder tape,
            SourceScan scan,
            IntFunction<BacktestSettings> settings) {
        RunWarnings warnings = new RunWarnings();
        try {
            BacktestRun run = BacktestRun.prepare(tape, scan, settings.apply(number));
            run.requireStart(Processors.all());
            BacktestSummary summary = run.run(Processors.all(), warnings, sequence -> {});
            return new SweepTrial(number, parameters, summary, warnings.texts(), "");
        } catch (RefusedException e) { // a combination that the strategy does not take
            return new SweepTrial(number, parameters, null, List.of(), String.valueOf(e.getMessage()));
        }
    }

    private static void requireOne(List<SweepTrial> trials) {
        if (trials.stream().allMatch(trial -> trial.summary() == null)) {
            throw new CommandException(
                    ExitCode.REFUSED,
                    "all " + trials.size() + " trials are refused, the first: "
                            + trials.get(0).refused(),
                    "tape sweep --help");
        }
    }

    private void show(TapeFolder tape, Grid grid, List<SweepTrial> ranked) {
        new SweepTable(console, grid).print(ranked, rows);
        long refused = ranked.stream().filter(trial -> trial.summary() == null).count();
        long warned =
                ranked.stream().filter(trial -> !trial.warnings().isEmpty()).count();
        console.say(ranked.size() + " trials" + (refused == 0 ? "" : ", " + refused + " refused")
                + (warned == 0 ? "" : ", " + warned + " with warnings (--json has them)")
                + "; the best of many is in part the luckiest: try it on another tape");
        SweepTrial best = ranked.get(0);
        if (best.summary() != null) {
            StringBuilder set = new StringBuilder();
            best.parameters()
                    .forEach((name, value) ->
                            set.append(" --set ").append(name).append('=').append(value));
            console.say("next: tape backtest " + strategy + " " + tape.folder() + set
                    + " --out RUN   (and the other options as here)");
        }
    }
}
