package io.onetape.tools.backtest;

import io.onetape.backtest.RefusedException;
import io.onetape.backtest.run.BacktestRun;
import io.onetape.backtest.run.BacktestSettings;
import io.onetape.backtest.run.BacktestSummary;
import io.onetape.backtest.run.clock.SourceScan;
import io.onetape.backtest.sweep.Axis;
import io.onetape.backtest.sweep.Grid;
import io.onetape.services.Processors;
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
        return BacktestRun.prepare(scan, settings.apply(grid.parameters(1))).warnings();
    }

    /** A combination that the strategy does not take, or that leads beyond what numbers can be, is a trial that was refused. */
    SweepTrial trial(int number) {
        Map<String, String> parameters = grid.parameters(number);
        RunWarnings warnings = new RunWarnings();
        try {
            BacktestRun run = BacktestRun.prepare(scan, settings.apply(parameters));
            run.requireStart(Processors.all());
            BacktestSummary summary = run.run(Processors.all(), warnings, sequence -> {});
            return new SweepTrial(number, parameters, summary, warnings.texts(), "");
        } catch (RefusedException | CommandException | ArithmeticException e) {
            return new SweepTrial(number, parameters, null, List.of(), String.valueOf(e.getMessage()));
        }
    }
}
