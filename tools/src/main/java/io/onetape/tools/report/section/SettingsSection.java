package io.onetape.tools.report.section;

import com.fasterxml.jackson.databind.JsonNode;
import io.onetape.backtest.report.SettingsFacts;
import io.onetape.backtest.report.Simulation;
import io.onetape.backtest.report.SizeFacts;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.tools.console.Shell;
import io.onetape.tools.report.page.Formula;
import io.onetape.tools.report.page.Html;
import io.onetape.tools.report.page.Num;
import io.onetape.tools.report.page.Page;
import io.onetape.tools.report.page.Shown;
import io.onetape.tools.report.page.Table;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** The command that gives this run again, with all hashes; and what was assumed in it. */
public final class SettingsSection {
    private SettingsSection() {}

    public static void reproduce(Page page, RunView run) {
        Html html = page.begin("reproduce", "Reproduce");
        JsonNode command = run.command();
        SettingsFacts settings = run.facts().settings();
        if (run.hasCommand()) {
            html.element(
                            "p",
                            "The same output hash, from any folder; with --out NEW_RUN the tape too:",
                            "class",
                            "note")
                    .command(run.again());
        } else {
            html.element(
                    "p",
                    "The folder does not say what gives it again (command.json). The settings below, over the tape with the hash below, give it again.",
                    "class",
                    "note");
        }
        html.open("dl", "class", "facts");
        fact(html, "output hash", run.facts().outputHash());
        settings.simulation().ifPresent(simulation -> fact(html, "recorded tape", simulation.sourceTapeHash()));
        command.path("tapes").forEach(tape -> fact(html, "its folder then", tape.asText()));
        fact(html, "configuration hash", settings.hash());
        fact(html, "code", command.path("build").asText("not recorded"));
        settings.packages().forEach((type, hash) -> fact(html, "plug-in " + type, hash));
        html.open("dt").text("seed").close("dt").open("dd");
        settings.simulation()
                .ifPresentOrElse(
                        simulation -> html.number(Num.of(Long.toString(simulation.seed()), Formula.SETTING)),
                        () -> html.text("none: nothing was simulated from outside"));
        html.close("dd").close("dl");
        html.element("p", "The same outputs again, from this tape alone:", "class", "note")
                .command("tape verify --replay " + Shell.word(run.tape()));
        page.end();
    }

    public static void assumptions(Page page, RunView run) {
        Html html = page.begin("assumptions", "Assumptions");
        html.open("div", "class", "pair").open("div");
        Optional<Simulation> simulation = run.facts().settings().simulation();
        if (simulation.isPresent()) {
            simulated(html, simulation.get());
        } else {
            html.element(
                    "p",
                    "No SimulationConfigured record: the venue's answers on this tape were not simulated by a backtest.");
        }
        html.close("div").open("div");
        size(html, run);
        html.close("div").close("div");
        settings(html, run);
        page.end();
    }

    private static void simulated(Html html, Simulation simulation) {
        html.open("dl", "class", "facts");
        fact(
                html,
                "fill model",
                simulation.fillModel()
                        + (simulation.fillModel().equals("partialFill")
                                ? ": a print fills us with what it leaves after the queue ahead"
                                : ": the whole order once the queue ahead is gone"));
        fact(
                html,
                "queue model",
                simulation.queueModel()
                        + (simulation.queueModel().equals("risk-averse")
                                ? ": others cancel behind us, never ahead"
                                : simulation.queueModel().equals("l3")
                                        ? ": who is ahead of us is known, order by order"
                                        : ": others cancel ahead of us with the model's odds"));
        setting(html, "latency to the venue", way(simulation.entry()));
        setting(html, "latency back", way(simulation.response()));
        setting(html, "jitter, each way", "up to " + Shown.span(simulation.jitterNanos()));
        setting(html, "maker fee", rate(simulation.makerRate()));
        setting(html, "taker fee", rate(simulation.takerRate()));
        if (!simulation.fees().isEmpty()) {
            setting(html, "fees from a notional on (maker, taker)", simulation.fees());
        }
        setting(html, "orders that the venue takes", simulation.orderRate());
        setting(html, "requests in an outage", outage(simulation.outage()));
        if (!simulation.outageWindows().isEmpty()) {
            setting(html, "outages set by hand", simulation.outageWindows());
        }
        setting(html, "maintenance margin", margins(simulation));
        fact(html, "funding", "rate and mark last published before the boundary, on the position held then");
        fact(
                html,
                "book",
                simulation.book().equals("depth")
                        ? "depth: quotes do not move it"
                        : "fused: newer best quotes replace what is better");
        setting(html, "capital", Shown.exact(decimal(simulation.capital())));
        html.open("dt")
                .text("clock shift")
                .close("dt")
                .open("dd")
                .number(Num.span(simulation.shiftedNanos(), Formula.SHIFT))
                .close("dd");
        fact(
                html,
                "market impact",
                "none beyond the liquidity that our orders used up: see our size against the depth");
        html.close("dl");
    }

    private static String outage(String rule) {
        return switch (rule) {
            case "reject" -> "rejected";
            case "delay" -> "delayed to its end";
            default -> "arrive: only our feed was disconnected";
        };
    }

    private static String margins(Simulation simulation) {
        return simulation.margins().isEmpty()
                ? "none: nothing is liquidated"
                : simulation.margins() + "; liquidation fee " + rate(simulation.liquidationFeeRate());
    }

    private static void size(Html html, RunView run) {
        List<SizeFacts.Sizes> all = run.facts().sizes().all();
        if (all.isEmpty()) {
            html.element("p", "No order was sent, so there is no size to set against the depth.", "class", "note");
            return;
        }
        try (Table table = Table.begin(
                html,
                "Our size against the depth",
                List.of("<instrument", "orders", "mean", "largest", "above 10 %", "above 100 %", "participation"))) {
            for (SizeFacts.Sizes sizes : all) {
                table.row(run.facts().symbol(sizes.instrument()))
                        .number(Num.count(sizes.orders(), Formula.SUBMITTED))
                        .number(share(sizes.mean(), Formula.SIZE_MEAN))
                        .number(Num.percent(decimal(sizes.largest()), 1, Formula.SIZE_LARGEST))
                        .number(Num.count(sizes.aboveTenth(), Formula.SIZE_ABOVE))
                        .number(Num.count(sizes.aboveLevel(), Formula.SIZE_ABOVE))
                        .number(share(sizes.participation(), Formula.PARTICIPATION))
                        .end();
            }
        }
    }

    private static void settings(Html html, RunView run) {
        SettingsFacts settings = run.facts().settings();
        html.open("details")
                .element(
                        "summary",
                        "Every setting: " + settings.settings().size() + " keys, "
                                + settings.limits().size() + " risk limits");
        html.open("div", "class", "pair").open("div");
        try (Table table = Table.begin(html, "Settings", List.of("<key", "<value"))) {
            settings.settings().forEach((key, value) -> table.row(key, value).end());
        }
        html.close("div").open("div");
        try (Table table =
                Table.begin(html, "Risk limits", List.of("<of", "<scope", "position", "notional", "open orders"))) {
            for (SettingsFacts.Limit limit : settings.limits()) {
                String of = limit.strategy() + run.facts().symbol(limit.instrument());
                table.row(of.isEmpty() ? "any" : of, limit.scope())
                        .number(limitOf(limit.maximumPosition()))
                        .number(limitOf(limit.maximumNotional()))
                        .number(Num.count(limit.maximumOpenOrders(), Formula.SETTING))
                        .end();
            }
        }
        html.close("div").close("div").close("details");
    }

    private static Num limitOf(long fixed8) {
        return fixed8 == Fixed8.NULL
                ? Num.none(Formula.SETTING, "no limit")
                : Num.of(Shown.exact(decimal(fixed8)), Formula.SETTING);
    }

    private static Num share(double value, Formula formula) {
        return Double.isFinite(value)
                ? Num.percent(BigDecimal.valueOf(value), value < 0.01 ? 3 : 1, formula)
                : Num.none(formula, "no valid level or print to compare with");
    }

    /** A latency in words. */
    public static String way(Simulation.Way way) {
        if (way.recorded()) {
            return "as recorded";
        }
        String constant = Shown.span(way.constantNanos());
        if (way.feedMultiple() == 0) {
            return constant;
        }
        String feed = Shown.exact(decimal(way.feedMultiple())) + " × feed latency";
        return way.constantNanos() == 0 ? feed : feed + " + " + constant;
    }

    private static String rate(long fixed8) {
        return Shown.exact(decimal(fixed8).movePointRight(4)) + " bps of the notional"
                + (fixed8 < 0 ? ", a rebate" : "");
    }

    private static BigDecimal decimal(long fixed8) {
        return BigDecimal.valueOf(fixed8, 8);
    }

    private static void setting(Html html, String name, String value) {
        html.element("dt", name)
                .open("dd")
                .number(Num.of(value, Formula.SETTING))
                .close("dd");
    }

    private static void fact(Html html, String name, String value) {
        html.element("dt", name).element("dd", value, "class", value.matches("[0-9a-f]{16,}") ? "mono" : "words");
    }
}
