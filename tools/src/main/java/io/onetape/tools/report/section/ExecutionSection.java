package io.onetape.tools.report.section;

import com.fasterxml.jackson.databind.JsonNode;
import io.onetape.tools.report.page.Chart;
import io.onetape.tools.report.page.Chart.Kind;
import io.onetape.tools.report.page.Formula;
import io.onetape.tools.report.page.Html;
import io.onetape.tools.report.page.Num;
import io.onetape.tools.report.page.Page;
import io.onetape.tools.report.page.Table;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Orders, their queues and their fills; and how long everything took. */
public final class ExecutionSection {
    private static final List<String> QUANTILES = List.of("p50", "p95", "p99", "p99.9", "max");
    private static final List<String> COLOURS = List.of("blue", "orange", "teal", "violet", "grey");

    private static final Map<String, String> STAGES = Map.of(
            "FEED", "market fact at the exchange → our receipt",
            "DECIDE", "record from outside → our request on the tape",
            "ENTRY", "our request on the tape → its arrival at the venue",
            "ACK", "the venue's reply there → our receipt",
            "FILL", "a fill there → our receipt");

    private ExecutionSection() {}

    public static void queue(Page page, RunView run) {
        Html html = page.begin("queue", "Queue and fills");
        orders(html, run);
        JsonNode queue = run.metrics().at("queue");
        if (queue.isEmpty()) {
            html.element("p", "No order rested at the venue.", "class", "note");
        } else {
            ahead(html, queue);
            timeToFill(page, html, queue);
        }
        page.end();
    }

    public static void latency(Page page, RunView run) {
        Html html = page.begin("latency", "Latency");
        JsonNode rows = run.metrics().at("latencies");
        if (rows.isEmpty()) {
            html.element("p", "No record that a latency could be measured of.", "class", "note");
        } else {
            List<String> columns = new ArrayList<>(List.of("<stage", "<origin", "n"));
            columns.addAll(QUANTILES);
            columns.add("<from → to");
            try (Table table = Table.begin(html, "Latency by stage", columns)) {
                for (JsonNode row : rows) {
                    String stage = row.path("stage").asText();
                    table.row(
                                    stage.toLowerCase(Locale.ROOT),
                                    row.path("origin").asText().toLowerCase(Locale.ROOT))
                            .number(RunView.fixed(row.path("count"), 0, Formula.COUNT));
                    QUANTILES.forEach(quantile -> table.number(RunView.span(row.path(quantile), Formula.LATENCY)));
                    table.text(STAGES.getOrDefault(stage, "")).end();
                }
            }
            html.element(
                    "p",
                    "Modelled latencies were made by the simulation's settings; recorded ones were measured by the clocks of the recording.",
                    "class",
                    "note");
        }
        page.end();
    }

    private static void orders(Html html, RunView run) {
        JsonNode trading = run.metrics().at("trading");
        try (Table table = Table.begin(
                html,
                "Orders",
                List.of(
                        "<instrument",
                        "requested",
                        "refused",
                        "sent",
                        "acknowledged",
                        "rejected",
                        "cancels",
                        "fills",
                        "fill ratio",
                        "cancels per fill",
                        "reject rate",
                        "maker by count"))) {
            row(table, "account", trading);
            trading.path("instruments").properties().forEach(one -> row(table, one.getKey(), one.getValue()));
        }
    }

    private static void row(Table table, String name, JsonNode of) {
        table.row(name)
                .number(RunView.fixed(of.path("requested"), 0, Formula.REQUESTED))
                .number(RunView.fixed(of.path("refused"), 0, Formula.REFUSED))
                .number(RunView.fixed(of.path("submitted"), 0, Formula.SUBMITTED))
                .number(RunView.fixed(of.path("acknowledged"), 0, Formula.ACKNOWLEDGED))
                .number(RunView.fixed(of.path("rejected"), 0, Formula.REJECTED))
                .number(RunView.fixed(of.path("cancels"), 0, Formula.CANCELS))
                .number(RunView.fixed(of.path("fills"), 0, Formula.FILLS))
                .number(percent(of.path("fillRatio"), Formula.FILL_RATIO))
                .number(RunView.fixed(of.path("cancelsPerFill"), 2, Formula.CANCELS_PER_FILL))
                .number(percent(of.path("rejectRate"), Formula.REJECT_RATE))
                .number(percent(of.path("makerRatioByCount"), Formula.MAKER_COUNT))
                .end();
    }

    private static void ahead(Html html, JsonNode queue) {
        List<String> columns = new ArrayList<>(List.of("<instrument", "<when", "n"));
        columns.addAll(QUANTILES);
        try (Table table = Table.begin(html, "Quantity ahead of us", columns)) {
            queue.properties().forEach(one -> {
                quantiles(
                        table,
                        one.getKey(),
                        "at acceptance",
                        one.getValue().path("aheadAtAcceptance"),
                        Formula.AHEAD_ACCEPTED);
                quantiles(table, one.getKey(), "at the fill", one.getValue().path("aheadAtFill"), Formula.AHEAD_FILL);
            });
        }
    }

    private static void quantiles(Table table, String symbol, String when, JsonNode of, Formula formula) {
        boolean none = of.path("count").asLong() == 0;
        table.row(symbol, when).number(RunView.fixed(of.path("count"), 0, Formula.COUNT));
        QUANTILES.forEach(quantile -> table.number(
                none ? Num.none(formula, "the tape does not say it") : RunView.fixed(of.path(quantile), 3, formula)));
        table.end();
    }

    private static void timeToFill(Page page, Html html, JsonNode queue) {
        Chart chart = new Chart("fills", "span", "share");
        int colour = 0;
        for (Iterator<String> symbols = queue.fieldNames(); symbols.hasNext(); colour++) {
            String symbol = symbols.next();
            curve(
                    chart,
                    symbol,
                    COLOURS.get(colour % COLOURS.size()),
                    queue.path(symbol).path("firstFill"));
        }
        if (!chart.isEmpty()) {
            page.chart(
                    chart,
                    "Share of resting orders filled by a time",
                    "first fill, Kaplan–Meier; canceled orders are censored, not counted as unfilled for ever");
        }
        try (Table table = Table.begin(
                html,
                "Time to fill",
                List.of("<instrument", "<until", "orders", "filled", "censored", "25 %", "median", "75 %"))) {
            queue.properties().forEach(one -> {
                time(table, one.getKey(), "first fill", one.getValue().path("firstFill"));
                time(table, one.getKey(), "whole fill", one.getValue().path("wholeFill"));
            });
        }
    }

    private static void curve(Chart chart, String symbol, String colour, JsonNode survival) {
        List<JsonNode> known = new ArrayList<>();
        survival.path("within").forEach(one -> {
            if (one.path("share").isNumber()) {
                known.add(one);
            }
        });
        if (!known.isEmpty()) {
            chart.series(symbol, Kind.LINE, colour);
            known.forEach(one -> chart.point(
                    one.path("nanos").asLong(), one.path("share").decimalValue().toPlainString()));
        }
    }

    private static void time(Table table, String symbol, String until, JsonNode of) {
        table.row(symbol, until)
                .number(RunView.fixed(of.path("orders"), 0, Formula.TIME_TO_FILL))
                .number(RunView.fixed(of.path("events"), 0, Formula.TIME_TO_FILL))
                .number(RunView.fixed(of.path("censored"), 0, Formula.TIME_TO_FILL))
                .number(RunView.span(of.path("p25Nanos"), Formula.TIME_TO_FILL))
                .number(RunView.span(of.path("medianNanos"), Formula.TIME_TO_FILL))
                .number(RunView.span(of.path("p75Nanos"), Formula.TIME_TO_FILL))
                .end();
    }

    private static Num percent(JsonNode share, Formula formula) {
        return share.isNumber()
                ? Num.percent(share.decimalValue(), 1, formula)
                : Num.none(formula, "nothing to divide by, or quantities of several instruments");
    }
}
