package io.onetape.tools.backtest;

import io.onetape.backtest.run.BacktestSummary;
import io.onetape.backtest.sweep.Axis;
import io.onetape.backtest.sweep.Grid;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.tools.console.Console;
import io.onetape.tools.format.Columns;
import io.onetape.tools.format.Columns.Column;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The trials of a sweep as a table, the best first: what was varied, and the numbers that one compares. */
final class SweepTable {
    private static final int SCALE = 8;
    private static final int LAST_TO_GO = 5;

    private final Console console;
    private final List<Axis> varied;

    SweepTable(Console console, Grid grid) {
        this.console = console;
        this.varied =
                grid.axes().stream().filter(axis -> axis.values().size() > 1).toList();
    }

    /** The first {@code most} of the trials, which are sorted. */
    void print(List<SweepTrial> trials, int most) {
        List<Column> columns = new ArrayList<>(List.of(Column.number("TRIAL", 6, 5, 0)));
        for (Axis axis : varied) {
            int width = Math.max(
                    axis.name().length(),
                    axis.values().stream().mapToInt(String::length).max().orElse(0));
            columns.add(Column.number(axis.name().toUpperCase(Locale.ROOT), width, width, LAST_TO_GO));
        }
        columns.addAll(List.of(
                Column.number("NET P&L", 13, 9, 0),
                Column.number("DRAWDOWN", 12, 8, 3),
                Column.number("EDGE BPS", 9, 8, 2),
                Column.number("FILLS", 8, 5, 4),
                Column.number("ORDERS", 8, 6, 1)));
        Columns table = new Columns(console.columns(), "", "  ", columns);
        console.out().line(table.heading());
        for (SweepTrial trial : trials.subList(0, Math.min(most, trials.size()))) {
            console.out().line(table.row(cells(trial)));
        }
    }

    private List<String> cells(SweepTrial trial) {
        List<String> cells = new ArrayList<>(List.of(Integer.toString(trial.number())));
        varied.forEach(axis -> cells.add(trial.parameters().get(axis.name())));
        BacktestSummary summary = trial.summary();
        cells.addAll(
                summary == null
                        ? List.of("refused", "-", "-", "-", "-")
                        : List.of(
                                rounded(summary.netPnl()) + (trial.warnings().isEmpty() ? "" : "*"),
                                rounded(summary.maxDrawdown()),
                                trial.edge() == Fixed8.NULL ? "-" : rounded(trial.edge()),
                                Long.toString(summary.fills()),
                                Long.toString(summary.orders())));
        return cells;
    }

    /** To two decimals, half-even. */
    private static String rounded(long value) {
        return BigDecimal.valueOf(value, SCALE)
                .setScale(2, RoundingMode.HALF_EVEN)
                .toPlainString();
    }
}
