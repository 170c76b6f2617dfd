package io.onetape.tools.format;

import io.onetape.tools.console.Console;
import io.onetape.tools.format.Columns.Column;
import java.util.ArrayList;
import java.util.List;

/** A table whose rows are all known: a column of numbers is as wide as its widest, so that none is cut while another column can go. */
public final class FittedTable {
    private FittedTable() {}

    /** Prints it, and says on stderr which columns a terminal has no room for. */
    public static void print(List<Column> columns, List<List<String>> rows, Console console) {
        List<Column> fitted = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            fitted.add(fitted(columns.get(i), i, rows));
        }
        Columns table = new Columns(console.columns(), "", "  ", fitted);
        console.out().line(table.heading());
        rows.forEach(row -> console.out().line(table.row(row)));
        console.out().flush(); // what is said next stands below it
        if (!table.leftOut().isEmpty()) {
            console.say("no room for " + String.join(", ", table.leftOut()) + ": --json has all");
        }
    }

    private static Column fitted(Column column, int place, List<List<String>> rows) {
        int widest = column.heading().length();
        for (List<String> row : rows) {
            widest = Math.max(widest, row.get(place).length());
        }
        return column.right()
                ? new Column(column.heading(), Math.max(column.width(), widest), widest, true, column.drop())
                : column.drop() == 0 ? column : new Column(column.heading(), widest, widest, false, column.drop());
    }
}
