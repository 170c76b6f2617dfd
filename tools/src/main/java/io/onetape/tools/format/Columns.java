package io.onetape.tools.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table whose rows come one by one. In a file each column has its width, a cell that is longer pushes its row to the right, and nothing is ever cut. On a
 * terminal that is too narrow the columns shrink to their least widths, then those that may go are left out, and cells are cut. Single-threaded.
 */
public final class Columns {
    /**
     * One column.
     *
     * @param width that it has where there is room; 0 for a last one that takes what is left
     * @param least that it can shrink to
     * @param right true for numbers
     * @param drop 0: never left out; 1: the first to go
     */
    public record Column(String heading, int width, int least, boolean right, int drop) {
        public static Column text(String heading, int width, int least) {
            return new Column(heading, width, least, false, 0);
        }

        /** A text that is shown whole, or not at all. */
        public static Column whole(String heading, int width, int drop) {
            return new Column(heading, width, width, false, drop);
        }

        /** A number, never cut. */
        public static Column number(String heading, int width, int least, int drop) {
            return new Column(heading, width, least, true, drop);
        }

        /** The last one, of any width. */
        public static Column rest(String heading) {
            return new Column(heading, 0, 0, false, 0);
        }
    }

    private static final int LEFT_OUT = -1;

    private final List<Column> columns;
    private final String indent;
    private final String gap;
    private final int terminal;
    private final int[] widths;
    private final StringBuilder row = new StringBuilder();

    /** Of a terminal with so many columns, 0 for a file. */
    public Columns(int terminal, String indent, String gap, List<Column> columns) {
        this.terminal = terminal;
        this.indent = indent;
        this.gap = gap;
        this.columns = List.copyOf(columns);
        this.widths = columns.stream().mapToInt(Column::width).toArray();
        if (terminal > 0) {
            fit();
        }
    }

    /** The names of the columns. */
    public StringBuilder heading() {
        return row(columns.stream().map(Column::heading).toList());
    }

    /** One row, a cell for every column; valid until the next call. */
    public StringBuilder row(List<String> cells) {
        row.setLength(0);
        row.append(indent);
        for (int i = 0; i < widths.length; i++) {
            if (widths[i] != LEFT_OUT) {
                row.append(row.length() == indent.length() ? "" : gap);
                append(columns.get(i), widths[i], cells.get(i));
            }
        }
        int end = row.length();
        while (end > 0 && row.charAt(end - 1) == ' ') {
            end--;
        }
        row.setLength(end);
        return cut(row, terminal);
    }

    /** Headings of the columns for which there was no room. */
    public List<String> leftOut() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            if (widths[i] == LEFT_OUT) {
                names.add(columns.get(i).heading());
            }
        }
        return names;
    }

    /** A line cut to a terminal's columns, with a sign that it is; whole if {@code columns} is 0. */
    public static StringBuilder cut(StringBuilder line, int columns) {
        if (columns > 0 && line.length() > columns) {
            line.setLength(columns - 1);
            line.append('…');
        }
        return line;
    }

    private void append(Column column, int width, String cell) {
        boolean cut = terminal > 0 && width > 0 && !column.right && cell.length() > width;
        String shown = cut ? cell.substring(0, width - 1) + "…" : cell;
        String blanks = " ".repeat(Math.max(0, width - shown.length()));
        row.append(column.right ? blanks : "").append(shown).append(column.right ? "" : blanks);
    }

    private void fit() {
        int drop = 1;
        while (!shrink()) {
            int next = drop++;
            boolean any = false;
            for (int i = 0; i < widths.length; i++) {
                if (columns.get(i).drop == next) {
                    widths[i] = LEFT_OUT;
                    any = true;
                } else if (widths[i] != LEFT_OUT) {
                    widths[i] = columns.get(i).width;
                }
            }
            if (!any) { // nothing more can go: rows are cut
                return;
            }
        }
    }

    /** Takes from the column that can spare most until all fit; false if they cannot. */
    private boolean shrink() {
        while (total() > terminal) {
            int most = -1;
            for (int i = 0; i < widths.length; i++) {
                if (spare(i) > 0 && (most < 0 || spare(i) > spare(most))) {
                    most = i;
                }
            }
            if (most < 0) {
                return false;
            }
            widths[most]--;
        }
        return true;
    }

    private int spare(int column) {
        return widths[column] - columns.get(column).least;
    }

    private int total() {
        int shown =
                (int) Arrays.stream(widths).filter(width -> width != LEFT_OUT).count();
        int text = Arrays.stream(widths).filter(width -> width != LEFT_OUT).sum();
        return indent.length() + text + Math.max(0, shown - 1) * gap.length();
    }
}
