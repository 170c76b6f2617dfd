package io.onetape.tools.backtest;

import io.onetape.backtest.sweep.Axis;
import io.onetape.backtest.sweep.Grid;
import io.onetape.backtest.sweep.Trial;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.tools.console.Console;
import io.onetape.tools.format.Columns.Column;
import io.onetape.tools.format.FittedTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The trials of a sweep as a table, the best first: what was varied, and the numbers that one compares. */
final class SweepTable {
    private static final int SCALE = 8;
    private static final int LAST_TO_GO = 6;

    private final Console console;
    private final List<Axis> varied;

    SweepTable(Console console, Grid grid) {
        this.console = console;
        this.varied =
                grid.axes().stream().filter(axis -> axis.values().size() > 1).toList();
    }

    /** The first {@code most} of the trials, which are sorted. */
    void print(List<Trial> trials, int most) {
        List<Column> columns = new ArrayList<>(List.of(Column.number("TRIAL", 6, 5, 0)));
        columns.addAll(parameters());
        columns.addAll(numbers());
        List<List<String>> rows = new ArrayList<>();
        for (Trial trial : trials.subList(0, Math.min(most, trials.size()))) {
            List<String> cells = new ArrayList<>(List.of(Integer.toString(trial.number())));
            cells.addAll(parameters(trial));
            cells.addAll(numbers(trial));
            rows.add(cells);
        }
        FittedTable.print(columns, rows, console);
    }

    /** A column for each parameter that has several values. */
    List<Column> parameters() {
        List<Column> columns = new ArrayList<>();
        for (Axis axis : varied) {
            int width = Math.max(
                    axis.name().length(),
                    axis.values().stream().mapToInt(String::length).max().orElse(0));
            columns.add(Column.number(axis.name().toUpperCase(Locale.ROOT), width, width, LAST_TO_GO));
        }
        return columns;
    }

    List<String> parameters(Trial trial) {
        return varied.stream()
                .map(axis -> trial.parameters().getOrDefault(axis.name(), "?"))
                .toList();
    }

    static List<Column> numbers() {
        return List.of(
                Column.number("NET P&L", 13, 9, 0),
                Column.number("DRAWDOWN", 12, 8, 4),
                Column.number("EDGE BPS", 9, 8, 3),
                Column.number("FILLS", 8, 5, 5),
                Column.number("ORDERS", 8, 6, 1),
                Column.number("SHARPE", 8, 6, 2));
    }

    static List<String> numbers(Trial trial) {
        if (trial.isRefused()) {
            return List.of("refused", "-", "-", "-", "-", "-");
        }
        return List.of(
                rounded(trial.netPnl()) + (trial.warnings() == 0 ? "" : "*"),
                rounded(trial.maxDrawdown()),
                trial.edge() == Fixed8.NULL ? "-" : rounded(trial.edge()),
                Long.toString(trial.fills()),
                Long.toString(trial.orders()),
                trial.daily().isKnown() ? rounded(trial.daily().sharpe()) : "n/a");
    }

    static String rounded(double value) {
        return new BigDecimal(value).setScale(2, RoundingMode.HALF_EVEN).toPlainString();
    }

    /** To two decimals, half-even. */
    static String rounded(long value) {
        return BigDecimal.valueOf(value, SCALE)
                .setScale(2, RoundingMode.HALF_EVEN)
                .toPlainString();
    }
}
