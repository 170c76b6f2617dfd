package io.onetape.backtest.run;

import io.onetape.backtest.importer.tape.TapeImport;
import io.onetape.backtest.run.clock.ClockShifts;
import io.onetape.backtest.run.clock.SourceScan;
import io.onetape.backtest.run.input.Inputs;
import io.onetape.backtest.run.input.MergeTarget;
import io.onetape.backtest.synthetic.SyntheticIncidents;
import io.onetape.backtest.synthetic.SyntheticMarket;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.services.Processors;
import java.nio.file.Path;
import java.util.List;

/** A process of its own, for a small heap: records two long markets into the folder it is given, and runs one backtest over both. Prints the records and the fills. */
final class ConstantMemory {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_760_000_000L * SECOND;
    private static final long EACH = 900 * SECOND;

    private ConstantMemory() {}

    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        List<SourceScan> scans = List.of(market(folder, 1, START), market(folder, 2, START + EACH));
        Inputs inputs = Inputs.of(scans, ClockShifts.AUTO, MergeTarget.folder(folder.resolve("merged")));
        BacktestRun run =
                BacktestRun.prepare(inputs.scan(), Backtests.marketMaker().withShift(inputs.shift()));
        BacktestSummary summary = run.run(Processors.all(), record -> {}, sequence -> {});
        System.out.println(summary.sourceRecords() + " " + summary.fills());
    }

    private static SourceScan market(Path folder, long seed, long start) {
        Path tape = folder.resolve("market-" + seed);
        try (TapeImport target = new TapeImport(tape, seed)) {
            new SyntheticMarket(seed, EACH, start, SyntheticIncidents.none()).writeTo(target);
        }
        return SourceScan.of(TapeFolder.open(tape));
    }
}
