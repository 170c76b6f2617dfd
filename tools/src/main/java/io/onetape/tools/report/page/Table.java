package io.onetape.tools.report.page;

import java.util.List;

/** A table of texts and numbers; the first column of a row names it. */
public final class Table implements AutoCloseable {
    private static final int LONG = 34;

    private final Html html;
    private boolean named;

    private Table(Html html) {
        this.html = html;
    }

    /**
     * Opens one.
     *
     * @param columns headings; one that begins with {@code <} is of texts, and stands left
     */
    public static Table begin(Html html, String caption, List<String> columns) {
        html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", caption)
                .open("table")
                .element("caption", caption)
                .open("thead")
                .open("tr");
        for (String column : columns) {
            boolean left = column.startsWith("<");
            html.element("th", left ? column.substring(1) : column, "scope", "col", "class", left ? "l" : "r");
        }
        html.close("tr").close("thead").open("tbody");
        return new Table(html);
    }

    public Table row(String... cells) {
        html.open("tr");
        named = false;
        for (String cell : cells) {
            text(cell);
        }
        return this;
    }

    /** A cell of text; the first of a row is its heading. */
    public Table text(String cell) {
        html.element(
                named ? "td" : "th",
                cell,
                named ? "class" : "scope",
                named ? cell.length() > LONG ? "l w" : "l" : "row");
        named = true;
        return this;
    }

    public Table number(Num num) {
        html.open("td").number(num).close("td");
        return this;
    }

    /** An empty cell. */
    public Table nothing() {
        html.open("td").close("td");
        return this;
    }

    public Table end() {
        html.close("tr");
        return this;
    }

    @Override
    public void close() {
        html.close("tbody").close("table").close("div");
    }
}
