package io.onetape.tools.report.page;

import io.onetape.journal.fixed.Fixed8;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A chart's series as JSON for the page's script. {@code null} stands where a series has no value. Keeps what it is given; single-threaded.
 */
public final class Chart {
    /** How a series is drawn. */
    public enum Kind {
        LINE,
        STEPS,
        /** Thin: the upper end of a band. */
        EDGE,
        /** Thin, and what lies between it and the series before is filled. */
        BAND,
        POINTS,
        /** Hollow points. */
        RINGS,
        /** Interval of the series before it: this is its low end, the next one its high end. */
        LOW,
        HIGH
    }

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final String id;
    private final String x;
    private final String unit;
    private final List<String> heads = new ArrayList<>();
    private final List<SortedMap<Long, String>> columns = new ArrayList<>();
    private final SortedMap<Long, Boolean> points = new TreeMap<>();

    /**
     * An empty chart.
     *
     * @param x {@code time}: nanoseconds since the epoch; {@code span}: nanoseconds, drawn as a logarithm
     */
    public Chart(String id, String x, String unit) {
        this.id = id;
        this.x = x;
        this.unit = unit;
    }

    public String id() {
        return id;
    }

    /** Starts a series. */
    public Chart series(String label, Kind kind, String colour) {
        heads.add("{\"label\":" + quoted(label) + ",\"kind\":\"" + kind + "\",\"colour\":\"" + colour + "\"}");
        columns.add(new TreeMap<>());
        return this;
    }

    /** Of the series that was started last. */
    public Chart point(long at, long fixed8) {
        return point(at, Fixed8.toString(fixed8));
    }

    /** Of the series that was started last; {@code number} is one of JSON. */
    public Chart point(long at, String number) {
        columns.get(columns.size() - 1).put(at, number);
        points.put(at, true);
        return this;
    }

    public boolean isEmpty() {
        return points.isEmpty();
    }

    /** One object. */
    String toJson() {
        StringBuilder json = new StringBuilder(1 << 12);
        json.append("{\"x\":\"")
                .append(x)
                .append("\",\"unit\":")
                .append(quoted(unit))
                .append(",\"series\":[");
        json.append(String.join(",", heads)).append("],\"data\":[[");
        String comma = "";
        for (long at : points.keySet()) {
            json.append(comma).append(seconds(at));
            comma = ",";
        }
        json.append(']');
        for (SortedMap<Long, String> column : columns) {
            json.append(",[");
            comma = "";
            for (long at : points.keySet()) {
                json.append(comma).append(column.getOrDefault(at, "null"));
                comma = ",";
            }
            json.append(']');
        }
        return json.append("]}").toString();
    }

    /** Nanoseconds as seconds, exact. */
    private static String seconds(long nanos) {
        StringBuilder text = new StringBuilder().append(nanos / NANOS_PER_SECOND);
        String fraction = Long.toString(NANOS_PER_SECOND + nanos % NANOS_PER_SECOND)
                .substring(1)
                .replaceAll("0+$", "");
        return fraction.isEmpty()
                ? text.toString()
                : text.append('.').append(fraction).toString();
    }

    /** A string of JSON that is safe within a script element. */
    static String quoted(String any) {
        StringBuilder text = new StringBuilder("\"");
        for (int i = 0; i < any.length(); i++) {
            char c = any.charAt(i);
            if (c < 0x20
                    || c == '"'
                    || c == '\\'
                    || c == '<'
                    || c == '>'
                    || c == '&'
                    || c == '\u2028'
                    || c == '\u2029') {
                text.append("\\u").append(Integer.toHexString(0x10000 | c).substring(1));
            } else {
                text.append(c);
            }
        }
        return text.append('"').toString();
    }
}
