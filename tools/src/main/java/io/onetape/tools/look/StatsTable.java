package io.onetape.tools.look;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.Out;
import io.onetape.tools.format.Columns;
import io.onetape.tools.format.FormatOption.Format;
import io.onetape.tools.format.Json;
import io.onetape.tools.format.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes rows of statistics as a table, ndjson or csv. A rate is records a second over the row's span of time. */
final class StatsTable {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long HUNDREDTH = Fixed8.ONE / 100;
    private static final int DATE_AND_TIME = 19;
    private static final int TIME_OF_DAY = 8;

    private final Console console;
    private final Out out;
    private final StatsKeys keys;
    private final Format format;
    private final Columns columns;
    private final Json json = new Json();
    private String date = "";

    StatsTable(Console console, StatsKeys keys, Format format) {
        this.console = console;
        this.out = console.out();
        this.keys = keys;
        this.format = format;
        this.columns = new Columns(console.columns(), "", " ", columns(keys, console.isTerminal()));
    }

    /** Together with type and span they fit on 80 columns, but for the bytes. On a terminal the date stands in a line of its own. */
    private static List<Columns.Column> columns(StatsKeys keys, boolean terminal) {
        List<Columns.Column> columns = new ArrayList<>();
        if (keys.hasTime()) {
            int shown = keys.spanNanos() % NANOS_PER_SECOND == 0 ? 0 : 4;
            int width = shown + (terminal ? TIME_OF_DAY : DATE_AND_TIME);
            columns.add(Columns.Column.text(terminal ? "TIME" : "TIME (UTC)", width, width));
        }
        keys.names()
                .forEach(name -> columns.add(
                        Columns.Column.text(name.toUpperCase(Locale.ROOT), 19, name.equals("type") ? 17 : 8)));
        columns.add(Columns.Column.number("RECORDS", 12, 10, 0));
        columns.add(Columns.Column.number("BYTES", 14, 14, 1));
        columns.add(Columns.Column.number("PER S", 10, 9, 3));
        columns.add(Columns.Column.number("FEED P50", 9, 8, 4));
        columns.add(Columns.Column.number("P99", 9, 8, 2));
        columns.add(Columns.Column.number("MAX", 9, 8, 5));
        return columns;
    }

    void begin() {
        if (format == Format.csv) {
            StringBuilder heading = new StringBuilder(keys.hasTime() ? "time," : "");
            keys.names().forEach(name -> heading.append(name).append(','));
            out.line(heading.append("records,bytes,perSecond,feedP50Nanos,feedP99Nanos,feedMaxNanos"));
        } else if (format == Format.table) {
            out.line(columns.heading());
            if (!columns.leftOut().isEmpty()) {
                console.say(console.columns() + " columns have no room for " + String.join(", ", columns.leftOut())
                        + "; --format csv has all");
            }
        }
    }

    /** One row; {@code startNanos} is of use where time is a key, {@code spanNanos} is what the rate is over. */
    void row(StatsRow row, long startNanos, long spanNanos) {
        String rate = spanNanos <= 0
                ? "0"
                : Fixed8.toString(Fixed8.multiplyDivide(row.records() * 100, NANOS_PER_SECOND, spanNanos) * HUNDREDTH);
        switch (format) {
            case table -> table(row, startNanos, rate);
            case ndjson -> object(row, startNanos, rate);
            case csv -> cells(row, startNanos, rate);
        }
    }

    /** Says that no record passed from here on until the next row. */
    void gap(long startNanos) {
        if (format == Format.table) {
            out.line(time(startNanos) + " (no records)");
        }
    }

    private void table(StatsRow row, long startNanos, String rate) {
        List<String> cells = new ArrayList<>();
        if (keys.hasTime()) {
            cells.add(time(startNanos));
        }
        cells.addAll(row.keys());
        cells.add(String.format(Locale.ROOT, "%,d", row.records()));
        cells.add(String.format(Locale.ROOT, "%,d", row.bytes()));
        cells.add(rate);
        LatencyHistogram latency = row.latency();
        boolean known = latency.total() > 0;
        cells.add(known ? Times.span(latency.percentile(500)) : "");
        cells.add(known ? Times.span(latency.percentile(990)) : "");
        cells.add(known ? Times.span(latency.largest()) : "");
        out.line(columns.row(cells));
    }

    /** As wide as the column; on a terminal the date is said where it changes. */
    private String time(long nanos) {
        String iso = Times.iso(nanos);
        String shown = iso.substring(0, keys.spanNanos() % NANOS_PER_SECOND == 0 ? 19 : 23);
        if (!console.isTerminal()) {
            return shown;
        }
        String day = iso.substring(0, 10);
        if (!day.equals(date)) {
            date = day;
            out.line(day + " (UTC)");
        }
        return shown.substring(11);
    }

    private void object(StatsRow row, long startNanos, String rate) {
        json.begin();
        if (keys.hasTime()) {
            json.string("time", Times.iso(startNanos));
        }
        for (int i = 0; i < row.keys().size(); i++) {
            json.string(keys.names().get(i), row.keys().get(i));
        }
        json.number("records", row.records()).number("bytes", row.bytes()).string("perSecond", rate);
        LatencyHistogram latency = row.latency();
        if (latency.total() > 0) {
            json.integer("feedP50Nanos", latency.percentile(500))
                    .integer("feedP99Nanos", latency.percentile(990))
                    .integer("feedMaxNanos", latency.largest());
        }
        out.line(json.endObject().text());
    }

    private void cells(StatsRow row, long startNanos, String rate) {
        StringBuilder line = new StringBuilder();
        if (keys.hasTime()) {
            line.append(Times.iso(startNanos)).append(',');
        }
        row.keys().forEach(key -> line.append(key).append(','));
        line.append(row.records()).append(',').append(row.bytes()).append(',').append(rate);
        LatencyHistogram latency = row.latency();
        if (latency.total() == 0) {
            line.append(",,,");
        } else {
            line.append(',').append(latency.percentile(500));
            line.append(',').append(latency.percentile(990));
            line.append(',').append(latency.largest());
        }
        out.line(line);
    }
}
