package io.onetape.tools.report.section;

import com.fasterxml.jackson.databind.JsonNode;
import io.onetape.backtest.metrics.statistics.BlockBootstrap;
import io.onetape.tools.report.page.Chart;
import io.onetape.tools.report.page.Chart.Kind;
import io.onetape.tools.report.page.Formula;
import io.onetape.tools.report.page.Html;
import io.onetape.tools.report.page.Num;
import io.onetape.tools.report.page.Page;
import io.onetape.tools.report.page.Shown;
import io.onetape.tools.report.page.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where the mid stood before our fills and after them. */
public final class MarkoutSection {
    private static final int DECIMALS = 3;

    private MarkoutSection() {}

    public static void write(Page page, RunView run) {
        Html html = page.begin("markouts", "Markouts");
        JsonNode markouts = run.metrics().at("markouts");
        List<JsonNode> groups = new ArrayList<>();
        markouts.path("groups").forEach(group -> {
            if (group.path("fills").asLong() > 0) {
                groups.add(group);
            }
        });
        if (groups.isEmpty()) {
            html.element("p", "No fill, so no markout.", "class", "note");
            page.end();
            return;
        }
        if (groups.stream().map(MarkoutSection::liquidity).distinct().count() == 2) {
            groups.removeIf(group -> liquidity(group).equals("all")); // all are of one liquidity: it would say the same
        }
        chart(page, groups);
        List<String> horizons = new ArrayList<>();
        groups.get(0)
                .path("horizons")
                .forEach(one -> horizons.add(Shown.span(one.path("nanos").asLong())));
        markout(html, groups, horizons);
        adverse(html, groups, horizons);
        html.element(
                "p",
                "In basis points of the price, weighted by notional, from our point of view: above 0 is good. "
                        + intervals(markouts) + " 95 %, blocks of "
                        + Shown.span(markouts.path("blockNanos").asLong()) + " in which we had fills, "
                        + markouts.path("blocks").asInt() + " of them, drawn again "
                        + markouts.path("replicates").asInt()
                        + " times with seed " + markouts.path("seed").asText() + "; none of fills in under "
                        + BlockBootstrap.FEWEST + " blocks.",
                "class",
                "note");
        page.end();
    }

    private static String intervals(JsonNode markouts) {
        int blocks = markouts.path("blocks").asInt();
        return blocks < BlockBootstrap.FEWEST
                ? "Intervals are n/a: expected " + BlockBootstrap.FEWEST + " blocks of "
                        + Shown.span(markouts.path("blockNanos").asLong()) + ", found " + blocks + ". They would be:"
                : "Intervals:";
    }

    private static void chart(Page page, List<JsonNode> groups) {
        Chart chart = new Chart("markouts", "span", "bps");
        for (JsonNode group : groups) {
            String liquidity = group.path("liquidity").asText();
            if (!group.path("side").asText().equals("ALL") || (liquidity.equals("ALL") && groups.size() > 1)) {
                continue;
            }
            String colour = liquidity.equals("TAKER") ? "orange" : "blue";
            series(chart, group, liquidity.toLowerCase(Locale.ROOT), Kind.LINE, colour, "bps");
            series(chart, group, liquidity.toLowerCase(Locale.ROOT) + ", low", Kind.LOW, colour, "low");
            series(chart, group, liquidity.toLowerCase(Locale.ROOT) + ", high", Kind.HIGH, colour, "high");
        }
        if (!chart.isEmpty()) {
            page.chart(chart, "Markout after a fill", "bps by time, with 95 % intervals where there are some");
        }
    }

    private static void series(Chart chart, JsonNode group, String label, Kind kind, String colour, String key) {
        chart.series(label, kind, colour);
        for (JsonNode horizon : group.path("horizons")) {
            JsonNode value = horizon.path("markout").path(key);
            if (value.isNumber()) {
                chart.point(horizon.path("nanos").asLong(), new BigDecimal(value.asText()).toPlainString());
            }
        }
    }

    private static void markout(Html html, List<JsonNode> groups, List<String> horizons) {
        List<String> columns = new ArrayList<>(List.of("<fills of", "<side", "fills", "notional", "spread capture"));
        horizons.forEach(span -> columns.add("after " + span));
        try (Table table = Table.begin(html, "Spread capture and markout, bps", columns)) {
            for (JsonNode group : groups) {
                names(table, group);
                table.number(RunView.fixed(group.path("fills"), 0, Formula.FILLS))
                        .number(RunView.fixed(group.path("notional"), 0, Formula.NOTIONAL));
                estimate(html, group.path("capture"), Formula.CAPTURE);
                group.path("horizons").forEach(one -> estimate(html, one.path("markout"), Formula.MARKOUT));
                table.end();
            }
        }
    }

    private static void adverse(Html html, List<JsonNode> groups, List<String> horizons) {
        List<String> columns = new ArrayList<>(List.of("<fills of", "<side"));
        horizons.forEach(span -> columns.add("after " + span));
        horizons.forEach(span -> columns.add("left out, " + span));
        try (Table table =
                Table.begin(html, "Adverse selection, bps, and fills left out (over a gap + over the end)", columns)) {
            for (JsonNode group : groups) {
                names(table, group);
                group.path("horizons").forEach(one -> estimate(html, one.path("adverse"), Formula.ADVERSE));
                group.path("horizons")
                        .forEach(one -> table.number(Num.of(
                                Shown.count(one.path("overGap").asLong()) + " + "
                                        + Shown.count(one.path("overEnd").asLong()),
                                Formula.LEFT_OUT)));
                table.end();
            }
        }
    }

    private static String liquidity(JsonNode group) {
        return group.path("liquidity").asText().toLowerCase(Locale.ROOT);
    }

    private static void names(Table table, JsonNode group) {
        String side = group.path("side").asText().toLowerCase(Locale.ROOT);
        table.row(liquidity(group), side.equals("all") ? "both" : side);
    }

    private static void estimate(Html html, JsonNode estimate, Formula formula) {
        html.open("td")
                .number(
                        formula == Formula.ADVERSE // above 0 it is bad, and its sign says no more than that
                                ? RunView.signed(estimate.path("bps"), DECIMALS, formula)
                                : RunView.money(estimate.path("bps"), DECIMALS, formula));
        if (estimate.path("low").isNumber() && estimate.path("high").isNumber()) {
            html.element(
                    "small",
                    " [" + Shown.fixed(estimate.path("low").decimalValue(), DECIMALS) + ", "
                            + Shown.fixed(estimate.path("high").decimalValue(), DECIMALS) + "]");
        }
        html.close("td");
    }
}
