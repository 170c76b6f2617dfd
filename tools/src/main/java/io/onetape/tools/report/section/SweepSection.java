package io.onetape.tools.report.section;

import com.fasterxml.jackson.databind.JsonNode;
import io.onetape.backtest.metrics.statistics.Figure;
import io.onetape.backtest.metrics.statistics.SharpeRatios;
import io.onetape.backtest.report.MetricsTree;
import io.onetape.backtest.sweep.BestOfMany;
import io.onetape.backtest.sweep.Daily;
import io.onetape.tools.console.Shell;
import io.onetape.tools.report.page.Formula;
import io.onetape.tools.report.page.Html;
import io.onetape.tools.report.page.Num;
import io.onetape.tools.report.page.Page;
import io.onetape.tools.report.page.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The trials that this run is one of, the best first, with how many there were. */
public final class SweepSection {
    private static final int MOST = 25;

    private static final String ROW = "the trial of this row, over its whole tape";

    private SweepSection() {}

    public static void write(Page page, RunView run) {
        Html html = page.begin("sweep", "Sweep");
        List<JsonNode> trials =
                run.trials().stream().filter(trial -> !trial.hasNonNull("part")).toList();
        int parts = run.trials().size() - trials.size();
        if (parts > 0) {
            html.element("p", parts + " trials over a part of the tape are left out.", "class", "note");
        }
        if (trials.isEmpty()) {
            html.element(
                            "p",
                            "No trials "
                                    + (run.evidence().hasForeignTrials() ? "that this run is one of " : "")
                                    + "stand in this run's folder, so nothing says how many were tried before it. The best of many is in part the luckiest. This puts"
                                    + " them here, and the deflated Sharpe ratio with them:",
                            "class",
                            "note")
                    .command("tape sweep STRATEGY TAPE --set spread=1..5/1 --json >"
                            + Shell.word(run.folder() + "/sweep.ndjson"))
                    .command("tape report " + Shell.word(run.folder()));
        } else {
            BestOfMany many = BestOfMany.of(trials.stream().map(Daily::of).toList());
            boolean isDeflated = trials.stream()
                    .anyMatch(trial -> many.deflated(Daily.of(trial)).isKnown()
                            || trial.path("deflatedSharpe").isNumber());
            html.open("p")
                    .text("The best of ")
                    .number(Num.count(trials.size(), Formula.TRIAL))
                    .text(
                            " trials is in part the luckiest; "
                                    + (isDeflated
                                            ? "the deflated Sharpe ratio allows for it."
                                            : "the deflated Sharpe ratio would allow for it, and is n/a here: try the best on another tape."))
                    .close("p");
            table(html, trials, many);
        }
        page.end();
    }

    private static void table(Html html, List<JsonNode> trials, BestOfMany many) {
        Set<String> varied = varied(trials);
        List<String> columns = new ArrayList<>(List.of("<trial"));
        varied.forEach(name -> columns.add("<" + name));
        columns.addAll(List.of("net P&L", "drawdown", "fills", "orders", "Sharpe", "deflated Sharpe", "<refused"));
        try (Table table = Table.begin(html, "The best " + Math.min(MOST, trials.size()) + " by net P&L", columns)) {
            trials.stream()
                    .sorted(Comparator.comparing(SweepSection::net).reversed())
                    .limit(MOST)
                    .forEach(trial -> {
                        table.row(trial.path("trial").asText());
                        varied.forEach(name ->
                                table.text(trial.path("parameters").path(name).asText()));
                        table.number(RunView.money(trial.path("netPnl"), Formula.NET)
                                        .of(ROW))
                                .number(RunView.fixed(trial.path("maxDrawdown"), 2, Formula.DRAWDOWN)
                                        .of(ROW))
                                .number(RunView.fixed(trial.path("fills"), 0, Formula.FILLS)
                                        .of(ROW))
                                .number(RunView.fixed(trial.path("orders"), 0, Formula.SUBMITTED)
                                        .of(ROW))
                                .number(ratio(
                                        trial.path("sharpe"),
                                        Formula.SHARPE,
                                        "expected " + SharpeRatios.FEWEST + " whole days"))
                                .number(deflated(trial, many))
                                .text(trial.path("refused").asText("").replace("null", ""))
                                .end();
                    });
        }
    }

    private static Num deflated(JsonNode trial, BestOfMany many) {
        Figure deflated = many.deflated(Daily.of(trial));
        return deflated.isKnown()
                ? Num.fixed(new BigDecimal(deflated.value()), 3, Formula.DEFLATED)
                : ratio(trial.path("deflatedSharpe"), Formula.DEFLATED, deflated.reason());
    }

    private static Num ratio(JsonNode value, Formula formula, String without) {
        return MetricsTree.decimal(value)
                .map(ratio -> Num.fixed(ratio, 3, formula).of(ROW))
                .orElseGet(() -> Num.none(formula, without));
    }

    private static BigDecimal net(JsonNode trial) {
        return MetricsTree.decimal(trial.path("netPnl")).orElse(BigDecimal.valueOf(Long.MIN_VALUE));
    }

    private static Set<String> varied(List<JsonNode> trials) {
        Set<String> varied = new TreeSet<>();
        JsonNode first = trials.get(0).path("parameters");
        for (JsonNode trial : trials) {
            trial.path("parameters").properties().forEach(one -> {
                if (!one.getValue().equals(first.path(one.getKey()))) {
                    varied.add(one.getKey());
                }
            });
        }
        return varied;
    }
}
