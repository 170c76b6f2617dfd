package io.onetape.tools.report.section;

import com.fasterxml.jackson.databind.JsonNode;
import io.onetape.backtest.report.Evidence;
import io.onetape.backtest.report.MetricsTree;
import io.onetape.backtest.report.RunFacts;
import io.onetape.tools.console.Shell;
import io.onetape.tools.report.page.Formula;
import io.onetape.tools.report.page.Num;
import io.onetape.tools.report.page.Shown;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * All that a run's report is made of.
 *
 * @param folder of the run, as typed
 * @param tape of its tape, as typed
 * @param command what other commands left; see docs/formats.md
 * @param trials of a sweep, one object each; empty if there are none
 * @param worst the chains of the worst round trips, in the order of the metrics
 */
public record RunView(
        String folder,
        String tape,
        RunFacts facts,
        MetricsTree metrics,
        Evidence evidence,
        JsonNode command,
        List<JsonNode> trials,
        List<TripChain> worst) {

    /** True if the folder says what gives the run again. */
    boolean hasCommand() {
        return command.path("run").isArray();
    }

    /** What gives the run's outputs again, and keeps no tape. */
    String again() {
        List<String> words = new ArrayList<>();
        command.path("run").forEach(word -> words.add(word.asText()));
        return hasCommand() ? Shell.line(words) : "tape backtest STRATEGY TAPE";
    }

    Num money(String path, Formula formula) {
        return metrics.decimal(path)
                .map(value -> Num.money(value, formula))
                .orElseGet(() -> Num.none(formula, metrics.reason(path)));
    }

    /** Money that is no profit or loss: without a sign. */
    Num amount(String path, Formula formula) {
        return fixed(path, 2, formula);
    }

    Num fixed(String path, int decimals, Formula formula) {
        return metrics.decimal(path)
                .map(value -> Num.fixed(value, decimals, formula))
                .orElseGet(() -> Num.none(formula, metrics.reason(path)));
    }

    Num percent(String path, int decimals, Formula formula) {
        return metrics.decimal(path)
                .map(value -> Num.percent(value, decimals, formula))
                .orElseGet(() -> Num.none(formula, metrics.reason(path)));
    }

    Num count(String path, Formula formula) {
        return fixed(path, 0, formula);
    }

    Num span(String path, Formula formula) {
        return metrics.decimal(path)
                .map(value -> Num.span(rounded(value), formula))
                .orElseGet(() -> Num.none(formula, metrics.reason(path)));
    }

    /** As it stands in a row of a table. */
    static Num fixed(JsonNode node, int decimals, Formula formula) {
        return MetricsTree.decimal(node)
                .map(value -> Num.fixed(value, decimals, formula))
                .orElseGet(() -> Num.none(formula, "not measured"));
    }

    static Num money(JsonNode node, Formula formula) {
        return money(node, 2, formula);
    }

    static Num money(JsonNode node, int decimals, Formula formula) {
        return MetricsTree.decimal(node)
                .map(value -> Num.money(value, decimals, formula))
                .orElseGet(() -> Num.none(formula, "not measured"));
    }

    static Num signed(JsonNode node, int decimals, Formula formula) {
        return MetricsTree.decimal(node)
                .map(value -> Num.signed(value, decimals, formula))
                .orElseGet(() -> Num.none(formula, "not measured"));
    }

    static Num span(JsonNode node, Formula formula) {
        return MetricsTree.decimal(node)
                .map(value -> Num.span(rounded(value), formula))
                .orElseGet(() -> Num.none(formula, "not reached, or not measured"));
    }

    /** {@code ±1.23}, or why not. */
    String plusMinus(String path, int decimals) {
        return metrics.decimal(path)
                .map(value -> "± " + Shown.fixed(value, decimals))
                .orElse(metrics.reason(path));
    }

    private static long rounded(BigDecimal nanos) {
        return nanos.setScale(0, RoundingMode.HALF_EVEN).longValue();
    }
}
