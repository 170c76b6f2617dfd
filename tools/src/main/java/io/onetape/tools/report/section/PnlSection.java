package io.onetape.tools.report.section;

import com.fasterxml.jackson.databind.JsonNode;
import io.onetape.backtest.report.MetricsTree;
import io.onetape.tools.report.page.Formula;
import io.onetape.tools.report.page.Html;
import io.onetape.tools.report.page.Num;
import io.onetape.tools.report.page.Page;
import io.onetape.tools.report.page.Table;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Profit and loss by its causes, which add up exactly, and what is held at the end. */
public final class PnlSection {
    private static final int MOST = 8;
    private static final BigDecimal HALF = new BigDecimal(50);

    /**
     * One cause.
     *
     * @param sign what a positive number of metrics.json does to the total
     */
    private record Cause(String name, String key, int sign, Formula formula) {}

    private static final List<Cause> CAUSES = List.of(
            new Cause("Spread capture", "capture", 1, Formula.CAPTURE_MONEY),
            new Cause("Mid move on inventory", "midMove", 1, Formula.MID_MOVE),
            new Cause("Fees", "fees", -1, Formula.FEES),
            new Cause("Funding", "funding", 1, Formula.FUNDING),
            new Cause("Mark against mid at the end", "basis", 1, Formula.BASIS),
            new Cause("Corrections", "corrections", 1, Formula.CORRECTIONS));

    private PnlSection() {}

    public static void causes(Page page, RunView run) {
        Html html = page.begin("causes", "P&L by cause");
        JsonNode all = run.metrics().at("pnlByCause");
        if (!all.isObject()) {
            html.element("p", "metrics.json has no causes.", "class", "note");
            page.end();
            return;
        }
        List<JsonNode> instruments = new ArrayList<>();
        all.path("instruments").forEach(instruments::add);
        List<JsonNode> shown =
                instruments.size() > 1 ? instruments.subList(0, Math.min(MOST, instruments.size())) : List.of();
        List<String> columns = new ArrayList<>(List.of("<cause", "account", "<share"));
        shown.forEach(one -> columns.add(one.path("symbol").asText()));
        BigDecimal largest = CAUSES.stream()
                .map(cause -> value(all, cause).abs())
                .reduce(BigDecimal.ONE.movePointLeft(8), BigDecimal::max);
        try (Table table = Table.begin(html, "Each cause adds to the total as its sign says", columns)) {
            for (Cause cause : CAUSES) {
                table.row(cause.name()).number(Num.money(value(all, cause), 4, cause.formula()));
                bar(html, value(all, cause), largest);
                shown.forEach(one -> table.number(Num.money(value(one, cause), 4, cause.formula())));
                table.end();
            }
            sum(html, table, "Total", all, shown, new Cause("", "total", 1, Formula.TOTAL), 4);
            sum(html, table, "Residual", all, shown, new Cause("", "residual", 1, Formula.RESIDUAL), 0);
        }
        if (instruments.size() > shown.size() && instruments.size() > 1) {
            html.element(
                    "p", (instruments.size() - MOST) + " more instruments stand in metrics.json.", "class", "note");
        }
        html.element(
                "p",
                "The total is exact at sixteen decimals; marks are from "
                        + all.path("markFrom").asText("?").toLowerCase(Locale.ROOT) + ".",
                "class",
                "note");
        page.end();
    }

    public static void position(Page page, RunView run) {
        Html html = page.begin("position", "Open position at the end");
        List<JsonNode> held = new ArrayList<>();
        run.metrics().at("pnlByCause.instruments").forEach(one -> {
            if (decimal(one, "position").signum() != 0) {
                held.add(one);
            }
        });
        if (held.isEmpty()) {
            html.element("p", "Nothing is held at the end: the result rests on no mark.");
        } else {
            html.element(
                    "p",
                    "The run ends with the last recorded fact. What is held then is marked, not closed: closing it would cost spread and fees besides.");
            try (Table table = Table.begin(
                    html,
                    "Held at the end",
                    List.of("<instrument", "position", "mark", "<mark from", "mid", "value at the mark"))) {
                for (JsonNode one : held) {
                    table.row(one.path("symbol").asText())
                            .number(Num.signed(
                                    decimal(one, "position"), scale(decimal(one, "position")), Formula.POSITION))
                            .number(RunView.fixed(one.path("mark"), 2, Formula.MARK))
                            .text(one.path("markFrom").asText().toLowerCase(Locale.ROOT))
                            .number(RunView.fixed(one.path("mid"), 2, Formula.MID))
                            .number(Num.signed(
                                    decimal(one, "position").multiply(decimal(one, "mark")), 2, Formula.POSITION_VALUE))
                            .end();
                }
            }
        }
        page.end();
    }

    private static void sum(
            Html html, Table table, String name, JsonNode all, List<JsonNode> shown, Cause cause, int decimals) {
        html.open("tr", "class", "sum").element("th", name, "scope", "row");
        table.number(exact(value(all, cause), decimals, cause.formula())).nothing();
        shown.forEach(one -> table.number(exact(value(one, cause), decimals, cause.formula())));
        table.end();
    }

    /** A residual is shown whole, whatever it is. */
    private static Num exact(BigDecimal value, int decimals, Formula formula) {
        return Num.money(
                value, decimals == 0 ? Math.max(0, value.stripTrailingZeros().scale()) : decimals, formula);
    }

    private static void bar(Html html, BigDecimal value, BigDecimal largest) {
        BigDecimal width = value.abs().multiply(HALF).divide(largest, MathContext.DECIMAL32);
        html.open("td", "class", "l").open("span", "class", "bar", "aria-hidden", "true");
        if (value.signum() != 0) {
            html.open(
                            "i",
                            "class",
                            value.signum() > 0 ? "gain" : "loss",
                            "style",
                            "width:" + Math.max(0.4, width.doubleValue()) + "%")
                    .close("i");
        }
        html.close("span").close("td");
    }

    private static BigDecimal value(JsonNode of, Cause cause) {
        BigDecimal value = decimal(of, cause.key());
        return cause.sign() < 0 ? value.negate() : value;
    }

    private static BigDecimal decimal(JsonNode of, String key) {
        return MetricsTree.decimal(of.path(key)).orElse(BigDecimal.ZERO);
    }

    private static int scale(BigDecimal value) {
        return Math.max(0, value.stripTrailingZeros().scale());
    }
}
