package io.onetape.tools.backtest;

import io.onetape.backtest.RefusedException;
import io.onetape.backtest.metrics.DailyReturns;
import io.onetape.backtest.run.BacktestRun;
import io.onetape.backtest.run.BacktestSettings;
import io.onetape.backtest.run.BacktestSummary;
import io.onetape.backtest.run.clock.SourceScan;
import io.onetape.backtest.sweep.Axis;
import io.onetape.backtest.sweep.Daily;
import io.onetape.backtest.sweep.Grid;
import io.onetape.backtest.sweep.Part;
import io.onetape.backtest.sweep.TrialLine;
import io.onetape.journal.record.RecordView;
import io.onetape.replay.Pipeline;
import io.onetape.replay.Processor;
import io.onetape.services.Processors;
import io.onetape.services.account.Account;
import io.onetape.tools.console.CommandException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * The trials of a grid over one tape, which is scanned once. Any number of threads.
 *
 * @param settings of a backtest with these parameters; throws {@link CommandException} if one of them is none of the strategy's
 */
record SweepRun(SourceScan scan, Grid grid, Function<Map<String, String>, BacktestSettings> settings) {
    /** Throws {@link CommandException} if a value of any axis is none of its parameter's: before anything is run. */
    void requireValues() {
        for (Axis axis : grid.axes()) {
            for (String value : axis.values()) {
                Map<String, String> changed = new LinkedHashMap<>(grid.parameters(1));
                changed.put(axis.name(), value);
                Objects.requireNonNull(settings.apply(changed));
            }
        }
    }

    /** What has to be known of all trials; throws {@link RefusedException} if a backtest of this tape would mislead. */
    List<String> warnings() {
        return prepared().warnings();
    }

    /** A backtest of the first trial: what is the same for all of them can be asked of it. */
    BacktestRun prepared() {
        return BacktestRun.prepare(scan, settings.apply(grid.parameters(1)));
    }

    /** The same trials over a part of the tape. */
    SweepRun over(Part part) {
        return part.isWhole()
                ? this
                : new SweepRun(scan.between(1, part.fromNanos(), Long.MAX_VALUE, part.toNanos()), grid, settings);
    }

    /**
     * Runs one; gives its line. A combination that the strategy does not take, or that leads beyond what numbers can be, is a trial that was refused.
     *
     * @param part that this is over
     */
    String trial(int number, Part part, TrialLine line) {
        Map<String, String> parameters = grid.parameters(number);
        RunWarnings warnings = new RunWarnings();
        List<Processor> processors = Processors.all();
        DailyReturns daily = new DailyReturns(account(processors));
        try {
            BacktestRun run = BacktestRun.prepare(scan, settings.apply(parameters));
            run.requireStart(Processors.all());
            long startNanos = scan.startNanos() + run.shiftNanos();
            BacktestSummary summary = run.run(processors, new Watch(warnings, daily, startNanos), sequence -> {});
            Daily returns = Daily.of(DailyReturns.returns(daily.days()));
            return line.of(number, part, parameters, warnings.texts(), summary, returns);
        } catch (RefusedException | CommandException | ArithmeticException e) {
            return line.refused(number, part, parameters, String.valueOf(e.getMessage()));
        }
    }

    /** Warnings of the whole run, returns from {@code startNanos} on. */
    private record Watch(RunWarnings warnings, DailyReturns daily, long startNanos) implements Pipeline.Observer {
        @Override
        public void onRecord(RecordView record) {
            warnings.onRecord(record);
            if (record.recordedAtNanos() >= startNanos) {
                daily.onRecord(record);
            }
        }

        @Override
        public boolean passesOver(int templateId) {
            return warnings.passesOver(templateId) && daily.passesOver(templateId);
        }
    }

    private static Account account(List<Processor> processors) {
        return processors.stream()
                .filter(Account.class::isInstance)
                .map(Account.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("expected an account among the processors"));
    }
}
