package io.onetape.tools.look;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.tools.console.Out;
import io.onetape.tools.format.FormatOption.Format;
import io.onetape.tools.format.Json;
import io.onetape.tools.format.Times;
import java.util.Locale;

/** Writes rows of statistics as a table, ndjson or csv. A rate is records a second over the row's span of time. */
final class StatsTable {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long HUNDREDTH = Fixed8.ONE / 100;

    private final Out out;
    private final StatsKeys keys;
    private final Format format;
    private final Json json = new Json();

    StatsTable(Out out, StatsKeys keys, Format format) {
        this.out = out;
        this.keys = keys;
        this.format = format;
    }

    void begin() {
        StringBuilder heading = new StringBuilder();
        if (format == Format.csv) {
            heading.append(keys.hasTime() ? "time," : "");
            keys.names().forEach(name -> heading.append(name).append(','));
            out.line(heading.append("records,bytes,perSecond,feedP50Nanos,feedP99Nanos,feedMaxNanos"));
        } else if (format == Format.table) {
            if (keys.hasTime()) {
                heading.append(String.format(Locale.ROOT, "%-20s", "TIME (UTC)"));
            }
            keys.names()
                    .forEach(
                            name -> heading.append(String.format(Locale.ROOT, "%-20s", name.toUpperCase(Locale.ROOT))));
            out.line(heading.append(String.format(
                    Locale.ROOT, "%12s %14s %10s %9s %9s %9s", "RECORDS", "BYTES", "PER S", "FEED P50", "P99", "MAX")));
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
            out.line(String.format(Locale.ROOT, "%-20s(no records)", time(startNanos)));
        }
    }

    private void table(StatsRow row, long startNanos, String rate) {
        StringBuilder line = new StringBuilder();
        if (keys.hasTime()) {
            line.append(String.format(Locale.ROOT, "%-20s", time(startNanos)));
        }
        row.keys().forEach(key -> line.append(String.format(Locale.ROOT, "%-19s ", key)));
        line.append(String.format(Locale.ROOT, "%,12d %,14d %10s", row.records(), row.bytes(), rate));
        LatencyHistogram latency = row.latency();
        if (latency.total() > 0) {
            line.append(String.format(
                    Locale.ROOT,
                    " %9s %9s %9s",
                    Times.span(latency.percentile(500)),
                    Times.span(latency.percentile(990)),
                    Times.span(latency.largest())));
        }
        out.line(line);
    }

    private static String time(long nanos) {
        String iso = Times.iso(nanos);
        return nanos % NANOS_PER_SECOND == 0 ? iso.substring(0, 19) : iso.substring(0, 23);
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
