package io.onetape.tools.explain;

import io.onetape.journal.record.RecordCopy;
import io.onetape.tools.console.Console;
import io.onetape.tools.format.Columns;
import io.onetape.tools.format.Columns.Column;
import io.onetape.tools.format.Times;
import java.util.List;

/** The chain step by step, each with the time since the step before and since the first. */
final class ChainTable {
    private final Console console;

    ChainTable(Console console) {
        this.console = console;
    }

    void print(List<RecordCopy> chain) {
        List<ChainStep> steps = ChainStep.of(chain);
        int sequence = Long.toString(steps.get(steps.size() - 1).sequence()).length();
        int stage = steps.stream().mapToInt(step -> step.stage().length()).max().orElse(0);
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
        for (ChainStep step : steps) {
            console.out()
                    .line(columns.row(List.of(
                            Long.toString(step.sequence()),
                            step.stage(),
                            microseconds(step.nanos()),
                            step.step(),
                            step.total(),
                            step.detail())));
        }
    }

    private static String microseconds(long nanos) {
        return Times.appendTimeOfDay(new StringBuilder(18), nanos).substring(0, 15);
    }
}
