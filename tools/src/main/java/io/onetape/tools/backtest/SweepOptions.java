package io.onetape.tools.backtest;

import io.onetape.backtest.sweep.Axis;
import io.onetape.backtest.sweep.Grid;
import io.onetape.backtest.sweep.Objective;
import io.onetape.backtest.sweep.Pick;
import io.onetape.backtest.sweep.WalkForward;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.Usage;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which trials a sweep has, and in what order they stand at its end. */
final class SweepOptions {
    @Option(
            names = "--jobs",
            paramLabel = "N",
            defaultValue = "1",
            description = "trials at one time, each on a core of its own; default 1")
    private int jobs = 1;

    @Option(
            names = "--search",
            paramLabel = "SEARCH",
            description = {
                "grid (default): every combination; random: --trials of them; halving: all over a short beginning of the",
                "tape, the better half over twice as much, and so on"
            })
    private @Nullable String search;

    @Option(
            names = "--trials",
            paramLabel = "N",
            description = "only so many combinations, by chance: the same for the same --seed; default all")
    private @Nullable Integer trials;

    @Option(names = "--random", paramLabel = "N", description = "short for --search random --trials N")
    private @Nullable Integer random;

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            defaultValue = "1/1",
            description =
                    "only every Nth of them, from the Ith on: for several machines; tape report --merge puts them together")
    private String shard = "1/1";

    @Option(
            names = "--objective",
            paramLabel = "NUMBER",
            defaultValue = "net",
            description = "what the best has most of: net (default), sharpe (daily), edge or return-over-drawdown")
    private String objective = "net";

    @Option(
            names = "--train",
            paramLabel = "SPAN",
            description = "walk forward: choose the best over so much time, such as 1d, with --test")
    private @Nullable String train;

    @Option(names = "--test", paramLabel = "SPAN", description = "and run it over the time that follows, such as 6h")
    private @Nullable String test;

    /** At most as many as there are cores. */
    int jobs(Console console) {
        Usage.requireAtLeast("--jobs", jobs, 1);
        int cores = Runtime.getRuntime().availableProcessors();
        if (jobs > cores) {
            console.say("warning: --jobs " + jobs + " on a machine of " + cores + " cores: " + cores + " at one time");
        }
        return Math.min(jobs, cores);
    }

    Objective objective() {
        return read("--objective", () -> Objective.parse(objective));
    }

    /** Throws {@link CommandException} if what was typed does not fit together. */
    Pick pick(long seed) {
        Usage.requireNotBoth(random != null, "--random", search != null || trials != null, "--search");
        Integer typed = random != null ? random : trials;
        String option = random != null ? "--random" : "--trials";
        Usage.requireAtLeast(option, typed == null ? 1 : typed, 1);
        int most = typed == null ? 0 : typed;
        String kind = search != null ? search : most > 0 ? Pick.RANDOM : Pick.GRID;
        if (kind.equals(Pick.GRID) && most > 0) {
            throw CommandException.usage(
                    "--search grid has every combination, found --trials " + most, "--random " + most);
        }
        Pick whole = read("--search", () -> new Pick(kind, most, most == 0 ? 0 : seed, 1, 1));
        return read("--shard", () -> {
            if (!shard.matches("\\d{1,6}/\\d{1,6}")) {
                throw new IllegalArgumentException("expected one of so many shards such as 2/4, found '" + shard + "'");
            }
            String[] parts = shard.split("/", -1);
            return new Pick(whole.kind(), most, whole.seed(), Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        });
    }

    Optional<WalkForward> windows(Pick pick) {
        Usage.requireWith(train != null, "--train", test != null, "--test");
        Usage.requireWith(test != null, "--test", train != null, "--train");
        boolean adaptive = train != null || pick.kind().equals(Pick.HALVING);
        if (adaptive && !pick.isWhole()) {
            throw CommandException.usage(
                    "--shard: what is run next depends on all trials before, found "
                            + (train != null ? "--train" : "--search halving"),
                    "leave out --shard");
        }
        Usage.requireNotBoth(train != null, "--train", pick.kind().equals(Pick.HALVING), "--search halving");
        String trainSpan = train;
        String testSpan = test;
        return trainSpan == null || testSpan == null
                ? Optional.empty()
                : Optional.of(read("--train, --test", () -> WalkForward.parse(trainSpan, testSpan)));
    }

    /** Every combination of what was typed. */
    static Grid grid(StrategyOptions strategies) {
        return read(
                "--set",
                () -> new Grid(strategies.typed().entrySet().stream()
                        .map(each -> Axis.parse(each.getKey(), each.getValue()))
                        .toList()));
    }

    static <T> T read(String option, Supplier<T> parser) {
        try {
            return parser.get();
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(option + ": " + e.getMessage(), SweepCommand.HELP);
        }
    }
}
