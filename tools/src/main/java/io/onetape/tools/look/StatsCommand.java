package io.onetape.tools.look;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordView;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.detail.FeedLatency;
import io.onetape.tools.format.FormatOption;
import io.onetape.tools.select.AnyTapeArgument;
import io.onetape.tools.select.FilterOptions;
import io.onetape.tools.select.Selection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tape stats}: counts, bytes and rates. A span of time is written when it is over, so memory is constant with the tape's length. */
@Command(
        name = "stats",
        description = "Counts, bytes, rates and feed latencies of records.",
        footer = {
            "",
            "Examples:",
            "  tape stats --by type,1m TAPE",
            "  tape stats --by symbol --from -1h --json TAPE",
            "Feed latencies are receive time less venue time: two clocks."
        })
public final class StatsCommand implements Callable<Integer> {
    private final Console console;
    private final FeedLatency latency = new FeedLatency();
    private final Map<Long, StatsRow> rows = new HashMap<>(); // written in sorted order
    private long spanStart = Long.MIN_VALUE;
    private long firstNanos;
    private long lastNanos;

    @Mixin
    private AnyTapeArgument tape = new AnyTapeArgument();

    @Mixin
    private FilterOptions filters = new FilterOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    @Option(
            names = "--by",
            paramLabel = "KEYS",
            defaultValue = "type",
            description = "type, symbol, source, second, or a span such as 1m; several with commas; default type")
    private String by = "type";

    public StatsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        StatsKeys keys = StatsKeys.parse(by);
        StatsTable table = new StatsTable(console, keys, format.chosen());
        try (Selection selection = new Selection(tape.open(console), filters, console)) {
            table.begin();
            selection.forEach("stats", record -> count(record, keys, selection, table));
            write(table, keys.hasTime() ? keys.spanNanos() : Math.abs(lastNanos - firstNanos));
        }
        return ExitCode.OK;
    }

    private void count(RecordView record, StatsKeys keys, Selection selection, StatsTable table) {
        long nanos = record.recordedAtNanos();
        if (rows.isEmpty()) {
            firstNanos = nanos;
        }
        lastNanos = nanos;
        if (keys.hasTime()) {
            enter(keys.startOf(nanos), keys, table);
        }
        long packed = keys.packed(record);
        @Nullable StatsRow row = rows.get(packed);
        if (row == null) {
            row = new StatsRow(keys.of(record, selection.references()));
            rows.put(packed, row);
        }
        row.add(record.length());
        long feed = latency.of(record);
        if (feed != Fixed8.NULL) {
            row.latency().add(feed);
        }
    }

    /** Writes the span of time that is over. */
    private void enter(long start, StatsKeys keys, StatsTable table) {
        if (start == spanStart) {
            return;
        }
        if (spanStart != Long.MIN_VALUE) {
            write(table, keys.spanNanos());
            rows.values().forEach(StatsRow::clear);
            if (start > spanStart + keys.spanNanos()) {
                table.gap(spanStart + keys.spanNanos());
            }
        }
        spanStart = start;
    }

    private void write(StatsTable table, long spanNanos) {
        List<StatsRow> sorted = rows.values().stream()
                .filter(row -> row.records() > 0)
                .sorted(Comparator.comparing((StatsRow row) -> String.join(",", row.keys())))
                .toList();
        sorted.forEach(row -> table.row(row, spanStart, spanNanos));
    }
}
