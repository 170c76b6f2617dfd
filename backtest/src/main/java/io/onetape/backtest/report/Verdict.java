package io.onetape.backtest.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.onetape.backtest.report.Check.Level;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a careful reader may conclude: the first rule that applies, over the checks. It never says more than was tested.
 *
 * @param grade one word or two
 * @param sentence why
 */
public record Verdict(String grade, String sentence, List<Check> checks) {
    private static final int ENOUGH_DAYS = 30;
    private static final int ENOUGH_FILLS = 100;

    public Verdict {
        checks = List.copyOf(checks);
    }

    public static Verdict of(RunFacts facts, MetricsTree metrics, Evidence evidence) {
        List<Check> checks = new Checks(facts, metrics, evidence).all();
        Optional<Check> failed =
                checks.stream().filter(check -> check.level() == Level.FAILED).findFirst();
        if (failed.isPresent()) {
            return new Verdict("Not to be believed", failed.get().why(), checks);
        }
        double fills = number(metrics, "trading.fills");
        double days = number(metrics, "span.days");
        BigDecimal net = metrics.decimal("equity.net").orElse(BigDecimal.ZERO);
        if (fills == 0) {
            return new Verdict("Nothing traded", "No order was filled: there is nothing to judge.", checks);
        }
        if (days < ENOUGH_DAYS || fills < ENOUGH_FILLS) {
            return new Verdict(
                    "Too little to judge",
                    String.format(
                            Locale.ROOT,
                            "A Sharpe ratio needs %d whole days and a mean some %d fills; this run has %.3f days and %,.0f fills. It"
                                    + " is a check of behaviour, not evidence of profit.",
                            ENOUGH_DAYS,
                            ENOUGH_FILLS,
                            days,
                            fills),
                    checks);
        }
        if (net.signum() <= 0) {
            return new Verdict("Loses", "The run loses money under its own assumptions.", checks);
        }
        return ofProfit(metrics, evidence, checks);
    }

    private static Verdict ofProfit(MetricsTree metrics, Evidence evidence, List<Check> checks) {
        if (Checks.rows(evidence.bracket()).isEmpty()
                || Checks.rows(evidence.latencyTable()).isEmpty()) {
            return new Verdict(
                    "Not tested yet",
                    "It gains under one set of assumptions; how much of it rests on the fill model and the latency was not tested.",
                    checks);
        }
        if (loses(evidence.bracket()) || loses(evidence.latencyTable())) {
            return new Verdict(
                    "Fragile", "It loses under a fill model or a latency that was tried: see the tables.", checks);
        }
        double sharpe = number(metrics, "sharpe.value");
        if (sharpe - 2 * number(metrics, "sharpe.standardError") <= 0) {
            return new Verdict("Fragile", "The Sharpe ratio is within two standard errors of 0.", checks);
        }
        return new Verdict("Holds up", "It gains under every fill model and latency that was tried here.", checks);
    }

    private static boolean loses(JsonNode table) {
        return Checks.rows(table).stream()
                .anyMatch(row -> MetricsTree.decimal(row.path("netPnl"))
                                .map(BigDecimal::signum)
                                .orElse(0)
                        < 0);
    }

    private static double number(MetricsTree metrics, String path) {
        return metrics.decimal(path).map(BigDecimal::doubleValue).orElse(0.0);
    }
}
