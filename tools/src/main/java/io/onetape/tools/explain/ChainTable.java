package io.onetape.tools.explain;

import io.onetape.journal.record.RecordCopy;
import io.onetape.journal.record.RecordView;
import io.onetape.tools.console.Console;
import io.onetape.tools.format.Columns;
import io.onetape.tools.format.Columns.Column;
import io.onetape.tools.format.Times;
import java.util.List;

/** The chain step by step, each with the time since the step before and since the first. */
final class ChainTable {
    private final Console console;
    private final Stages stages = new Stages();

    ChainTable(Console console) {
        this.console = console;
    }

    void print(List<RecordCopy> chain) {
        int sequence =
                Long.toString(chain.get(chain.size() - 1).view().sequence()).length();
        int stage = chain.stream()
                .mapToInt(copy -> stages.nameOf(copy.view()).length())
                .max()
                .orElse(0);
        Columns columns = new Columns(
                console.columns(),
                "  ",
                "  ",
                List.of(
                        Column.text("seq", Math.max(3, sequence), sequence),
                        Column.text("stage", Math.max(5, stage), stage),
                        Column.text("at", 15, 15),
                        Column.text("+step", 8, 8),
                        Column.text("total", 8, 8),
                        Column.rest("detail")));
        console.out().line(columns.heading());
        long first = chain.get(0).view().recordedAtNanos();
        long before = first;
        for (int i = 0; i < chain.size(); i++) {
            RecordView record = chain.get(i).view();
            long nanos = record.recordedAtNanos();
            console.out()
                    .line(columns.row(List.of(
                            Long.toString(record.sequence()),
                            stages.nameOf(record),
                            microseconds(nanos),
                            i == 0 ? "-" : Times.span(nanos - before),
                            nanos == first ? "0" : Times.span(nanos - first),
                            stages.detailOf(record))));
            before = nanos;
        }
    }

    private static String microseconds(long nanos) {
        return Times.appendTimeOfDay(new StringBuilder(18), nanos).substring(0, 15);
    }
}
