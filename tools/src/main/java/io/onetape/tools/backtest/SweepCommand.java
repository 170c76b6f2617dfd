package io.onetape.tools.backtest;

import io.onetape.backtest.run.BacktestSettings;
import io.onetape.backtest.run.clock.SourceScan;
import io.onetape.backtest.sweep.Axis;
import io.onetape.backtest.sweep.Grid;
import io.onetape.backtest.sweep.Search;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.console.Progress;
import io.onetape.tools.console.Usage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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
    private static final String WHOLE = "1/1";

    private final Console console;

    @Parameters(
            index = "0",
            paramLabel = "STRATEGY",
            description = "market-maker, momentum, meanreversion, scalping, arbitrage or signal-follower")
    private String strategy = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "TAPE",
            description = "the tape's folder, or several, which are merged by time; else $$TAPE_JOURNAL")
    private List<Path> sources = List.of();

    @Option(
            names = "--jobs",
            paramLabel = "N",
            defaultValue = "1",
            description = "trials at one time, each on a core; default 1")
    private int jobs = 1;

    @Option(
            names = "--random",
            paramLabel = "N",
            description = "only so many of them, by chance: the same for the same --seed; default all")
    private @Nullable Integer random;

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            defaultValue = WHOLE,
            description = "only every Nth of them, from the Ith on: for several machines; together they have each once")
    private String shard = WHOLE;

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
        Usage.requireAtLeast("--random", random == null ? 1 : random, 1);
        Usage.requireAtLeast("-n", rows, 1);
        Grid grid = read("--set", () -> new Grid(axes()));
        int[] numbers = numbers(grid);
        try (InputTapes tapes = simulation.open(sources, console)) {
            return run(tapes, grid, numbers);
        }
    }

    private int run(InputTapes tapes, Grid grid, int[] numbers) {
        SweepRun sweep = new SweepRun(tapes.scan(), grid, settings(tapes));
        sweep.requireValues();
        sweep.warnings().forEach(warning -> console.say("warning: " + warning));
        if (numbers.length == 0) {
            console.say("no trial is in shard " + shard);
            return ExitCode.OK;
        }
        return run(sweep, numbers);
    }

    private int run(SweepRun sweep, int[] numbers) {
        List<SweepTrial> kept = new ArrayList<>();
        long[] counts = new long[2]; // all, and those that were not refused
        try (Progress progress = new Progress(console, "sweep", numbers.length, true)) {
            Trials.run(numbers, jobs, sweep::trial, trial -> {
                counts[1] += trial.summary() == null ? 0 : 1;
                if (json) {
                    console.out().line(trial.toJson(strategy, sweep.scan().tapeHash()));
                    console.out().flush();
                } else {
                    kept.add(trial);
                }
                progress.now(++counts[0]);
            });
        }
        if (!json) {
            show(sweep.grid(), kept.stream().sorted(SweepTrial.BEST_FIRST).toList());
        }
        return counts[1] == 0 && shard.equals(WHOLE) ? ExitCode.REFUSED : ExitCode.OK;
    }

    private List<Axis> axes() {
        return strategies.typed().entrySet().stream()
                .map(each -> Axis.parse(each.getKey(), each.getValue()))
                .toList();
    }

    private int[] numbers(Grid grid) {
        int[] all = random == null ? Search.all(grid) : Search.random(grid, random, simulation.seed());
        return read("--shard", () -> {
            if (!shard.matches("\\d{1,6}/\\d{1,6}")) {
                throw new IllegalArgumentException("expected one of so many shards such as 2/4, found '" + shard + "'");
            }
            String[] parts = shard.split("/", -1);
            return Search.shard(all, Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        });
    }

    private Function<Map<String, String>, BacktestSettings> settings(InputTapes tapes) {
        SourceScan scan = tapes.scan();
        BacktestSettings base = simulation.settings(tapes);
        UsualQuantities usual = UsualQuantities.of(tapes.tape(), scan.instruments());
        return parameters -> strategies.apply(base, strategy, scan.instruments(), usual, parameters);
    }

    private static <T> T read(String option, Supplier<T> parser) {
        try {
            return parser.get();
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(option + ": " + e.getMessage(), "tape sweep --help");
        }
    }

    private void show(Grid grid, List<SweepTrial> ranked) {
        new SweepTable(console, grid).print(ranked, rows);
        long refused = ranked.stream().filter(trial -> trial.summary() == null).count();
        long warned =
                ranked.stream().filter(trial -> !trial.warnings().isEmpty()).count();
        SweepTrial best = ranked.get(0);
        console.say(ranked.size()
                + (ranked.size() == 1 ? " trial" : " trials")
                + (refused == 0 ? "" : ", " + refused + " refused, " + firstRefusal(ranked))
                + (warned == 0 ? "" : ", " + warned + " with warnings (*), which --json has"));
        if (best.hasTraded() && ranked.size() > 1) {
            StringBuilder set = new StringBuilder();
            best.parameters()
                    .forEach((name, value) ->
                            set.append(" --set ").append(name).append('=').append(value));
            console.say("the best of many is in part the luckiest: try it on another tape. `tape backtest` with" + set
                    + ", --out and the other options as here keeps its tape");
        }
    }

    private static String firstRefusal(List<SweepTrial> ranked) {
        return ranked.stream()
                .filter(trial -> trial.summary() == null)
                .findFirst()
                .map(trial -> "trial " + trial.number() + ": " + trial.refused())
                .orElse("");
    }
}
