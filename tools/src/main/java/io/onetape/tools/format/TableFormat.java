package io.onetape.tools.format;

import io.onetape.journal.record.RecordView;
import io.onetape.tools.console.Console;

/** Lines for people: on a terminal cut to its width, and coloured by what the record is about; else whole. */
public final class TableFormat implements RecordFormat {
    private static final String RESET = "\u001b[0m";

    private final Console console;
    private final RecordLine line;

    public TableFormat(Console console, RecordLine line) {
        this.console = console;
        this.line = line;
    }

    @Override
    public void begin() {
        console.out().line(line.heading());
    }

    @Override
    public void write(RecordView record) {
        StringBuilder text = line.of(record);
        if (console.columns() > line.detailStart()) {
            Columns.cut(text, console.columns());
        }
        String colour = console.colour() ? colourOf(record.templateId()) : "";
        if (!colour.isEmpty()) {
            int end = text.indexOf(" ", line.typeStart());
            text.insert(end < 0 ? text.length() : end, RESET);
            text.insert(line.typeStart(), colour);
        }
        console.out().line(text);
    }

    /** By the tens of the template id: the schema numbers families so. */
    private static String colourOf(int templateId) {
        return switch (templateId / 10) {
            case 0, 2, 3 -> "\u001b[2m";
            case 4 -> "\u001b[32m";
            case 6, 7 -> "\u001b[36m";
            case 8 -> "\u001b[33m";
            default -> "";
        };
    }
}
