package io.onetape.tools.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.onetape.backtest.report.SettingsFacts;
import io.onetape.backtest.report.Simulation;
import io.onetape.backtest.report.TapeRange;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.tools.console.Shell;
import io.onetape.tools.live.BuildName;
import io.onetape.tools.report.page.Formula;
import io.onetape.tools.report.page.Html;
import io.onetape.tools.report.page.Num;
import io.onetape.tools.report.page.Page;
import io.onetape.tools.report.page.Shown;
import io.onetape.tools.report.page.Table;
import io.onetape.tools.report.section.CurveSection;
import io.onetape.tools.report.section.RunView;
import io.onetape.tools.report.section.SettingsSection;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Two runs side by side: what they were told differently, what came out, and both equities. */
final class ComparePage {
    /**
     * A number.
     *
     * @param decimals shown
     */
    private record Row(String name, String path, int decimals, Formula formula) {
        Num difference(BigDecimal value) {
            return GOOD.contains(formula)
                    ? Num.money(value, decimals, Formula.DIFFERENCE)
                    : Num.signed(value, decimals, Formula.DIFFERENCE);
        }
    }

    /** More of these is better. */
    private static final Set<Formula> GOOD =
            Set.of(Formula.NET, Formula.EDGE, Formula.EXPECTANCY, Formula.CAPTURE_MONEY, Formula.MID_MOVE);

    private static final List<Row> ROWS = List.of(
            new Row("Net P&L", "equity.net", 2, Formula.NET),
            new Row("Capital", "equity.capital", 2, Formula.CAPITAL),
            new Row("Sharpe, daily", "sharpe.value", 2, Formula.SHARPE),
            new Row("Sharpe, daily, standard error", "sharpe.standardError", 2, Formula.SHARPE_ERROR),
            new Row("Sharpe, intraday", "sharpeIntraday.value", 2, Formula.INTRADAY),
            new Row("Sharpe, intraday, standard error", "sharpeIntraday.standardError", 2, Formula.INTRADAY),
            new Row("Maximum drawdown", "drawdown.money", 2, Formula.DRAWDOWN),
            new Row("Edge, bps", "equity.edgeBps", 3, Formula.EDGE),
            new Row("Turnover", "equity.turnover", 2, Formula.TURNOVER),
            new Row("Fees", "equity.fees", 4, Formula.FEES),
            new Row("Funding", "equity.funding", 4, Formula.FUNDING),
            new Row("Orders sent", "trading.submitted", 0, Formula.SUBMITTED),
            new Row("Fills", "trading.fills", 0, Formula.FILLS),
            new Row("Maker by notional", "trading.makerRatioByNotional", 4, Formula.MAKER_NOTIONAL),
            new Row("Cancels per fill", "trading.cancelsPerFill", 2, Formula.CANCELS_PER_FILL),
            new Row("Round trips", "roundTrips.count", 0, Formula.TRIPS),
            new Row("Win rate", "roundTrips.winRate", 4, Formula.WIN_RATE),
            new Row("Expectancy", "roundTrips.expectancy", 4, Formula.EXPECTANCY),
            new Row("Spread capture", "pnlByCause.capture", 4, Formula.CAPTURE_MONEY),
            new Row("Mid move on inventory", "pnlByCause.midMove", 4, Formula.MID_MOVE),
            new Row("Mark against mid at the end", "pnlByCause.basis", 4, Formula.BASIS),
            new Row("Residual", "pnlByCause.residual", 0, Formula.RESIDUAL));

    private ComparePage() {}

    /** One HTML document. */
    static String of(RunView a, RunView b) {
        Page page = new Page(
                a.folder() + " against " + b.folder(),
                RunPage.title(a) + " · " + RunPage.title(b),
                both(a.facts().range(), b.facts().range()),
                "tape report --compare, code " + BuildName.ofThisProcess());
        verdict(page, a, b);
        settings(page, a, b);
        numbers(page, a, b);
        equity(page, a, b);
        return page.document();
    }

    private static void verdict(Page page, RunView a, RunView b) {
        Html html = page.begin("same", "The same, or not");
        boolean sameTape = source(a).equals(source(b)) && !source(a).isEmpty();
        boolean sameHash = a.facts().outputHash().equals(b.facts().outputHash());
        html.open("div", "class", "verdict")
                .element(
                        "strong",
                        sameHash ? "Identical outputs" : sameTape ? "Same market, other outputs" : "Other markets")
                .element(
                        "p",
                        sameHash
                                ? "Both runs decided the same, byte for byte."
                                : sameTape
                                        ? "Both ran over the same recorded tape; what differs follows from the settings below, or from the code."
                                        : "The runs are over different recordings: their numbers are not comparable one by one.")
                .close("div");
        html.open("dl", "class", "facts");
        facts(html, "A", a);
        facts(html, "B", b);
        html.close("dl");
        if (!sameHash) {
            html.element("p", "The first output that differs:", "class", "note")
                    .command(Shell.line(List.of("tape", "diff", "--derived", a.tape(), b.tape())));
        }
        page.end();
    }

    private static void facts(Html html, String name, RunView run) {
        String source = source(run);
        html.element("dt", name).element("dd", run.folder());
        html.element("dt", name + " output hash").element("dd", run.facts().outputHash(), "class", "mono");
        html.element("dt", name + " recorded tape")
                .element("dd", source.isEmpty() ? "not simulated" : source, "class", "mono");
    }

    private static void settings(Page page, RunView a, RunView b) {
        Html html = page.begin("settings", "Settings that differ");
        SortedMap<String, String> ofA = told(a);
        SortedMap<String, String> ofB = told(b);
        SortedMap<String, String> all = new TreeMap<>(ofA);
        all.putAll(ofB);
        all.keySet().removeIf(key -> ofA.getOrDefault(key, "").equals(ofB.getOrDefault(key, "")));
        if (all.isEmpty()) {
            html.element("p", "None: both were told the same.");
        } else {
            try (Table table = Table.begin(html, "Only what differs", List.of("<setting", "<A", "<B"))) {
                all.keySet()
                        .forEach(key -> table.row(
                                        key, ofA.getOrDefault(key, "not set"), ofB.getOrDefault(key, "not set"))
                                .end());
            }
        }
        page.end();
    }

    private static void numbers(Page page, RunView a, RunView b) {
        Html html = page.begin("numbers", "Headline numbers");
        try (Table table = Table.begin(html, "A, B, and B − A", List.of("<number", "A", "B", "B − A"))) {
            for (Row row : ROWS) {
                Optional<BigDecimal> ofA = a.metrics().decimal(row.path());
                Optional<BigDecimal> ofB = b.metrics().decimal(row.path());
                table.row(row.name())
                        .number(num(a, row).over(a.facts().range()))
                        .number(num(b, row).over(b.facts().range()));
                table.number(
                        ofA.isPresent() && ofB.isPresent()
                                ? row.difference(ofB.get().subtract(ofA.get()))
                                : Num.none(Formula.DIFFERENCE, "one of both is missing"));
                table.end();
            }
        }
        page.end();
    }

    private static Num num(RunView run, Row row) {
        return run.metrics()
                .decimal(row.path())
                .map(value -> Num.fixed(value, row.decimals(), row.formula()))
                .orElseGet(() -> Num.none(row.formula(), run.metrics().reason(row.path())));
    }

    private static void equity(Page page, RunView a, RunView b) {
        Html html = page.begin("equity", "Equity");
        JsonNode curveA = a.metrics().at("curve");
        JsonNode curveB = b.metrics().at("curve");
        if (curveA.path("net").isEmpty() && curveB.path("net").isEmpty()) {
            html.element("p", "Neither run has points of equity.", "class", "note");
        } else {
            page.chart(CurveSection.overlaid(curveA, curveB), "Net P&L of both", "each by the time of its own tape");
        }
        page.end();
    }

    /** Everything that a run was told, by name. */
    private static SortedMap<String, String> told(RunView run) {
        SettingsFacts settings = run.facts().settings();
        SortedMap<String, String> told = new TreeMap<>(settings.settings());
        settings.simulation().ifPresent(simulation -> told.putAll(words(simulation)));
        for (SettingsFacts.Limit limit : settings.limits()) {
            String of = "limit " + limit.scope().toLowerCase(Locale.ROOT) + " " + limit.strategy()
                    + run.facts().symbol(limit.instrument());
            told.put(
                    of,
                    "position " + Fixed8.toString(limit.maximumPosition()) + ", notional "
                            + Fixed8.toString(limit.maximumNotional()) + ", open orders " + limit.maximumOpenOrders());
        }
        return told;
    }

    private static SortedMap<String, String> words(Simulation simulation) {
        return new TreeMap<>(Map.ofEntries(
                Map.entry("seed", Long.toString(simulation.seed())),
                Map.entry("queue model", simulation.queueModel()),
                Map.entry("fill model", simulation.fillModel()),
                Map.entry("book", simulation.book()),
                Map.entry("latency to the venue", SettingsSection.way(simulation.entry())),
                Map.entry("latency back", SettingsSection.way(simulation.response())),
                Map.entry("latency jitter", Shown.span(simulation.jitterNanos())),
                Map.entry("clock shift", Shown.span(simulation.shiftedNanos())),
                Map.entry("maker fee", Fixed8.toString(simulation.makerRate())),
                Map.entry("taker fee", Fixed8.toString(simulation.takerRate())),
                Map.entry("fee tiers", simulation.fees()),
                Map.entry("order rate", simulation.orderRate()),
                Map.entry("outage", simulation.outage()),
                Map.entry("margin tiers", simulation.margins()),
                Map.entry("liquidation fee", Fixed8.toString(simulation.liquidationFeeRate())),
                Map.entry("capital", Fixed8.toString(simulation.capital()))));
    }

    private static String source(RunView run) {
        return run.facts()
                .settings()
                .simulation()
                .map(Simulation::sourceTapeHash)
                .orElse("");
    }

    private static TapeRange both(TapeRange a, TapeRange b) {
        return new TapeRange(
                Math.min(a.firstSequence(), b.firstSequence()),
                Math.max(a.lastSequence(), b.lastSequence()),
                Math.min(a.firstNanos(), b.firstNanos()),
                Math.max(a.lastNanos(), b.lastNanos()));
    }
}
