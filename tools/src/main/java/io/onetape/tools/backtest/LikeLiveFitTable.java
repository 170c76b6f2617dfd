package io.onetape.tools.backtest;

import io.onetape.backtest.likelive.Comparison;
import io.onetape.backtest.likelive.LatencyFit;
import io.onetape.backtest.likelive.QueueFit;
import io.onetape.backtest.venue.QueueRule;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.Wrap;
import io.onetape.tools.format.Columns.Column;
import io.onetape.tools.format.FittedTable;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The latencies and the queue models that were tried on a session, for people. */
record LikeLiveFitTable(LikeLiveFit fit, Console console) {
    private static final double NANOS_PER_MILLI = 1e6;

    void print() {
        console.out().line("");
        FittedTable.print(
                List.of(
                        Column.text("LATENCY", 9, 8),
                        Column.number("SAMPLES", 8, 7, 0),
                        Column.number("P50 MS", 10, 7, 0),
                        Column.number("P95 MS", 10, 7, 0),
                        Column.number("TIMES FEED", 10, 10, 1),
                        Column.number("+ MS", 10, 7, 1),
                        Column.number("EXPLAINED", 9, 9, 1)),
                List.of(latency("entry", fit.entry()), latency("response", fit.response())),
                console);
        if (fit.negative() > 0) {
            say(fit.negative() + " latencies below 0 were left out: the clocks do not agree");
        }
        console.out().line("");
        FittedTable.print(
                List.of(
                        Column.text("MODEL", 12, 11),
                        Column.number("SQUARED ERROR", 13, 13, 0),
                        Column.number("WAIT MS", 10, 7, 1),
                        Column.number("BOTH", 7, 5, 2),
                        Column.number("ONLY REAL", 9, 9, 3),
                        Column.number("ONLY SIMULATED", 14, 14, 3),
                        Column.number("NEITHER", 7, 7, 2)),
                fit.queue().lines().stream().map(LikeLiveFitTable::model).toList(),
                console);
        if (!fit.queue().asGood().isEmpty()) {
            say("this session cannot tell " + fit.queue().best().toText() + " from "
                    + fit.queue().asGood().stream().map(QueueRule::toText).collect(Collectors.joining(", ")));
        }
        QueueFit.Line heldOut = fit.queue().heldOut();
        say(String.format(
                Locale.ROOT,
                "chosen by the first half of the orders alone: %s, with a squared error of %.6f on the second half",
                heldOut.rule().toText(),
                heldOut.comparison().squaredError()));
    }

    private static List<String> latency(String way, LatencyFit fit) {
        return List.of(
                way,
                Integer.toString(fit.samples()),
                LikeLiveTable.millis(fit.p50()),
                LikeLiveTable.millis(fit.p95()),
                String.format(Locale.ROOT, "%.4f", fit.multiple()),
                LikeLiveTable.millis(fit.constantNanos()),
                String.format(Locale.ROOT, "%.4f", fit.explained()));
    }

    private static List<String> model(QueueFit.Line line) {
        Comparison counts = line.comparison();
        return List.of(
                line.rule().toText(),
                String.format(Locale.ROOT, "%.6f", counts.squaredError()),
                String.format(Locale.ROOT, "%.3f", counts.waitError() / NANOS_PER_MILLI),
                Integer.toString(counts.bothFilled()),
                Integer.toString(counts.onlyReal()),
                Integer.toString(counts.onlySimulated()),
                Integer.toString(counts.neither()));
    }

    private void say(String text) {
        console.out().line(Wrap.words(text, console.columns(), "  "));
    }
}
