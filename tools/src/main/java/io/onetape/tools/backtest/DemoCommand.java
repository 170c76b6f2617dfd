package io.onetape.tools.backtest;

import io.onetape.backtest.importer.tape.TapeImport;
import io.onetape.backtest.run.BacktestRun;
import io.onetape.backtest.run.BacktestSettings;
import io.onetape.backtest.run.BacktestSummary;
import io.onetape.backtest.run.clock.SourceScan;
import io.onetape.backtest.synthetic.SyntheticMarket;
import io.onetape.backtest.venue.QueueRule;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.console.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tape demo}: a synthetic market on a tape, and a market maker on it, from one seed. */
@Command(
        name = "demo",
        description =
                "Makes ten minutes of a synthetic market of BTC and ETH, runs a market maker over it, and says what to type next.",
        footer = {"", "Examples:", "  tape demo", "  tape demo --seed 7 --out other-demo"})
public final class DemoCommand implements Callable<Integer> {
    /** 2026-01-05T09:00:00Z. */
    private static final long START_NANOS = 1_767_603_600_000_000_000L;

    private static final long NANOS_PER_MINUTE = 60_000_000_000L;
    private static final int MAX_MINUTES = 24 * 60;

    private final Console console;

    @Option(names = "--out", paramLabel = "FOLDER", description = "a new folder; default demo, demo-2 and so on")
    private Path out = Path.of("");

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "default 1; the same seed gives the same bytes")
    private long seed = 1;

    @Option(names = "--minutes", paramLabel = "N", defaultValue = "10", description = "of market; default 10")
    private int minutes = 10;

    @Option(
            names = "--l3",
            description = "the market is told order by order, and the queue model is l3; default: by levels")
    private boolean byOrder;

    public DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (minutes < 1 || minutes > MAX_MINUTES) {
            throw CommandException.usage(
                    "--minutes expects a number from 1 to " + MAX_MINUTES + ", found " + minutes,
                    "tape demo --minutes 10");
        }
        Path folder = out.toString().isEmpty() ? free() : out;
        Path recording = folder.resolve("market");
        console.out()
                .line("a market from seed " + seed + ": " + minutes + (minutes == 1 ? " minute" : " minutes")
                        + " of two instruments  →  " + recording);
        console.out().flush();
        try (TapeImport target = new TapeImport(recording, seed & Long.MAX_VALUE)) {
            SyntheticMarket market = new SyntheticMarket(seed, minutes * NANOS_PER_MINUTE, START_NANOS);
            (byOrder ? market.orderByOrder() : market).writeTo(target);
        }
        RunFolder run = new RunFolder(folder.resolve("run"));
        SimulationOptions simulation = new SimulationOptions();
        try (InputTapes tapes = simulation.open(List.of(recording), console)) {
            run(simulation, tapes, run, note(recording));
        }
        return ExitCode.OK;
    }

    private RunFolder.Note note(Path recording) {
        List<String> typed =
                new ArrayList<>(List.of("--seed", Long.toString(seed), "--minutes", Integer.toString(minutes)));
        if (byOrder) {
            typed.add("--l3");
        }
        RunWords again = new RunWords(List.of("market-maker", RunWords.whole(recording)), List.of());
        return new RunFolder.Note(
                "demo",
                typed,
                byOrder ? again.with("--queue-model", QueueRule.L3.toText()) : again,
                List.of(recording));
    }

    private void run(SimulationOptions simulation, InputTapes tapes, RunFolder run, RunFolder.Note note) {
        SourceScan scan = tapes.scan();
        BacktestSettings given = simulation.settings(tapes);
        BacktestSettings settings = new StrategyOptions()
                .apply(
                        byOrder ? given.withVenue(given.venue().withQueueRule(QueueRule.L3)) : given,
                        "market-maker",
                        scan.instruments(),
                        UsualQuantities.of(tapes.tape(), scan.instruments()));
        console.out().line("a market maker on each, against a simulated venue  →  " + run.tape() + "\n");
        console.out().flush();
        BacktestSummary summary = run.run(BacktestRun.prepare(scan, settings), scan.records(), note, console);
        console.out().text(summary.toText()).text(next(run.tape()));
    }

    private static String next(Path tape) {
        return Console.typed("""

            next:
              tape cat -t Fill -n 5 %1$s
              tape explain mm1-1 %1$s
              tape verify --replay %1$s
            """.formatted(Shell.word(tape)));
    }

    private static Path free() {
        Path folder = Path.of("demo");
        for (int number = 2; Files.exists(folder); number++) {
            folder = Path.of("demo-" + number);
        }
        return folder;
    }
}
