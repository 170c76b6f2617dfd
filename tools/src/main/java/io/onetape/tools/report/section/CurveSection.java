package io.onetape.tools.report.section;

import com.fasterxml.jackson.databind.JsonNode;
import io.onetape.backtest.report.BucketedSeries;
import io.onetape.backtest.report.BucketedSeries.Bucket;
import io.onetape.backtest.report.PathFacts;
import io.onetape.tools.report.page.Chart;
import io.onetape.tools.report.page.Chart.Kind;
import io.onetape.tools.report.page.Html;
import io.onetape.tools.report.page.Page;
import io.onetape.tools.report.page.Shown;
import java.math.BigDecimal;
import java.util.function.BinaryOperator;
import java.util.function.ToLongFunction;

/** Equity, drawdown and inventory through time, and the fills on the price. */
public final class CurveSection {
    /** Points of a chart. */
    public static final int MOST = 2_000;

    private static final int MOST_INSTRUMENTS = 8;

    private CurveSection() {}

    public static void write(Page page, RunView run) {
        Html html = page.begin("equity", "Equity, drawdown, inventory");
        JsonNode curve = run.metrics().at("curve");
        int each = eachOf(curve);
        if (each == 0) {
            html.element("p", "The run has no points of equity.", "class", "note");
        } else {
            String step = Shown.span(each * curve.path("stepNanos").asLong());
            page.chart(
                    equity(curve, each),
                    "Equity",
                    "net P&L, a point each " + step + ": its value then, and its lowest since the point before");
            Chart fall = new Chart("drawdown", "time", "");
            addTo(fall, "drawdown", Kind.LINE, "orange", curve, "drawdown", each, BigDecimal::max);
            page.chart(fall, "Drawdown", "the largest fall below the highest equity so far, since the point before");
        }
        run.facts().paths().traded().stream().limit(MOST_INSTRUMENTS).forEach(path -> path(page, run, path));
        if (run.facts().paths().traded().isEmpty()) {
            html.element("p", "No position was ever held, so there is no inventory to draw.", "class", "note");
        }
        page.end();
    }

    /** Net and lowest of a curve as {@code metrics.json} has it. */
    static Chart equity(JsonNode curve, int each) {
        Chart chart = new Chart("equity", "time", "");
        addTo(chart, "net P&L", Kind.LINE, "blue", curve, "net", each, (before, now) -> now);
        addTo(chart, "lowest", Kind.BAND, "blue", curve, "lowest", each, BigDecimal::min);
        return chart;
    }

    /** The net of two runs; of each every so many of its points, its last one kept. */
    public static Chart overlaid(JsonNode a, JsonNode b) {
        Chart chart = new Chart("equity", "time", "");
        if (eachOf(a) > 0) {
            addTo(chart, "A", Kind.LINE, "blue", a, "net", 2 * eachOf(a), (before, now) -> now);
        }
        if (eachOf(b) > 0) {
            addTo(chart, "B", Kind.LINE, "orange", b, "net", 2 * eachOf(b), (before, now) -> now);
        }
        return chart;
    }

    /** How many points of the curve make one of the chart; 0 if it has none. */
    static int eachOf(JsonNode curve) {
        int points = curve.path("net").size();
        return (points + MOST - 1) / MOST;
    }

    /** Adds a series of the curve, {@code each} of its points as one. */
    static void addTo(
            Chart chart,
            String label,
            Kind kind,
            String colour,
            JsonNode curve,
            String key,
            int each,
            BinaryOperator<BigDecimal> merge) {
        chart.series(label, kind, colour);
        JsonNode values = curve.path(key);
        long first = curve.path("firstNanos").asLong();
        long step = curve.path("stepNanos").asLong();
        for (int from = 0; from < values.size(); from += each) {
            int to = Math.min(from + each, values.size());
            BigDecimal value = new BigDecimal(values.get(from).asText());
            for (int i = from + 1; i < to; i++) {
                value = merge.apply(value, new BigDecimal(values.get(i).asText()));
            }
            chart.point(first + (to - 1) * step, value.toPlainString());
        }
    }

    private static void path(Page page, RunView run, PathFacts.Path path) {
        String symbol = run.facts().symbol(path.instrument());
        String each = Shown.span(path.position().bucketNanos());
        Chart inventory = new Chart("inventory-" + path.instrument(), "time", "");
        edges(inventory, path.position(), "teal");
        last(inventory, "position", path.position(), "teal");
        page.chart(inventory, "Inventory, " + symbol, "position; smallest and largest within each " + each);
        Chart price = new Chart("price-" + path.instrument(), "time", "");
        edges(price, path.mid(), "grey");
        last(price, "mid", path.mid(), "grey");
        points(price, "buys", Kind.POINTS, path.buys(), "blue");
        points(price, "sells", Kind.RINGS, path.sells(), "orange");
        page.chart(
                price,
                "Mid and fills, " + symbol,
                "smallest, largest and last mid within each " + each + "; the last fill of each side");
    }

    private static void edges(Chart chart, BucketedSeries series, String colour) {
        held(chart.series("highest", Kind.EDGE, colour), series, Bucket::highest);
        held(chart.series("lowest", Kind.BAND, colour), series, Bucket::lowest);
    }

    private static void last(Chart chart, String label, BucketedSeries series, String colour) {
        held(chart.series(label, Kind.STEPS, colour), series, Bucket::last);
    }

    /** Until a bucket begins, what held before it goes on. */
    private static void held(Chart chart, BucketedSeries series, ToLongFunction<Bucket> value) {
        Bucket before = null;
        for (Bucket bucket : series.buckets()) {
            if (before != null && bucket.nanos() - before.nanos() > series.bucketNanos()) {
                chart.point(bucket.nanos() - series.bucketNanos(), before.last());
            }
            chart.point(bucket.nanos(), value.applyAsLong(bucket));
            before = bucket;
        }
    }

    private static void points(Chart chart, String label, Kind kind, BucketedSeries series, String colour) {
        chart.series(label, kind, colour);
        series.buckets().forEach(bucket -> chart.point(bucket.nanos(), bucket.last()));
    }
}
