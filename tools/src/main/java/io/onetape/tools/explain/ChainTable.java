package io.onetape.tools.explain;

import io.onetape.journal.record.RecordCopy;
import io.onetape.journal.record.RecordView;
import io.onetape.tools.console.Console;
import io.onetape.tools.format.Times;
import java.util.List;
import java.util.Locale;

/** The chain step by step, each with the time since the step before and since the first. */
final class ChainTable {
    private final Console console;
    private final Stages stages = new Stages();

    ChainTable(Console console) {
        this.console = console;
    }

    void print(List<RecordCopy> chain) {
        int width = Math.max(
                7, Long.toString(chain.get(chain.size() - 1).view().sequence()).length());
        String row = "  %-" + width + "s  %-16s  %-15s  %-8s  %-8s  %s";
        console.out().line(String.format(Locale.ROOT, row, "seq", "stage", "at", "+step", "total", "detail"));
        long first = chain.get(0).view().recordedAtNanos();
        long before = first;
        for (int i = 0; i < chain.size(); i++) {
            RecordView record = chain.get(i).view();
            long nanos = record.recordedAtNanos();
            String line = String.format(
                    Locale.ROOT,
                    row,
                    record.sequence(),
                    stages.nameOf(record),
                    microseconds(nanos),
                    i == 0 ? "-" : Times.span(nanos - before),
                    nanos == first ? "0" : Times.span(nanos - first),
                    stages.detailOf(record));
            boolean cut = console.isTerminal() && line.length() > console.columns();
            console.out().line(cut ? line.substring(0, console.columns() - 1) + "…" : line);
            before = nanos;
        }
    }

    private static String microseconds(long nanos) {
        return Times.appendTimeOfDay(new StringBuilder(18), nanos).substring(0, 15);
    }
}
