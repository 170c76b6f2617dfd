package io.onetape.tools.report.section;

import io.onetape.backtest.report.DataFacts;
import io.onetape.backtest.report.Simulation;
import io.onetape.tools.report.page.Formula;
import io.onetape.tools.report.page.Html;
import io.onetape.tools.report.page.Num;
import io.onetape.tools.report.page.Page;
import io.onetape.tools.report.page.Table;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** Gaps, drops, clocks and order of the recorded market. */
public final class DataSection {
    private DataSection() {}

    public static void write(Page page, RunView run) {
        Html html = page.begin("data", "Data quality");
        DataFacts data = run.facts().data();
        long shift = run.facts()
                .settings()
                .simulation()
                .map(Simulation::shiftedNanos)
                .orElse(0L);
        if (data.inputs().stream().anyMatch(input -> input.shiftedNanos() != shift)) {
            html.element(
                    "p",
                    "Local time was shifted for each recorded tape and instrument by itself, as the table of recorded tapes says.");
        } else {
            shift(html, shift);
        }
        if (data.feeds().isEmpty()) {
            html.element("p", "No market facts on this tape.", "class", "note");
        } else {
            feeds(html, run, data);
        }
        if (!data.inputs().isEmpty()) {
            inputs(html, run, data);
        }
        RiskSection.events(
                html,
                "Feed status: gaps and connections",
                "The feed's status never changed on the tape.",
                data.events(),
                data.allEvents(),
                run);
        page.end();
    }

    private static void shift(Html html, long shift) {
        html.open("p")
                .text("Local time was shifted by ")
                .number(Num.span(shift, Formula.SHIFT))
                .text(
                        shift == 0
                                ? ": the recording's clock was taken as it is."
                                : ", so that nothing is known before it happens.")
                .close("p");
    }

    private static void inputs(Html html, RunView run, DataFacts data) {
        try (Table table = Table.begin(
                html,
                "Recorded tapes: clocks as recorded, before the shift",
                List.of(
                        "<tape and instrument",
                        "shifted by",
                        "facts",
                        "out of order",
                        "furthest back",
                        "negative latency",
                        "smallest latency"))) {
            for (DataFacts.Input input : data.inputs()) {
                table.row(input.tape() + " ("
                                + input.tapeHash()
                                        .substring(
                                                0, Math.min(12, input.tapeHash().length())) + "), "
                                + run.facts().symbol(input.instrument()))
                        .number(Num.span(input.shiftedNanos(), Formula.SHIFT))
                        .number(Num.count(input.facts(), Formula.COUNT))
                        .number(Num.count(input.outOfOrder(), Formula.OUT_OF_ORDER))
                        .number(Num.span(input.furthestBackNanos(), Formula.FURTHEST_BACK))
                        .number(Num.count(input.negativeLatencies(), Formula.NEGATIVE))
                        .number(Num.span(input.smallestLatencyNanos(), Formula.SMALLEST_LATENCY))
                        .end();
            }
        }
    }

    private static void feeds(Html html, RunView run, DataFacts data) {
        try (Table table = Table.begin(
                html,
                "Order, clocks and books",
                List.of(
                        "<instrument",
                        "facts",
                        "out of order",
                        "furthest back",
                        "negative latency",
                        "smallest latency",
                        "books lost",
                        "without a book",
                        "valid"))) {
            for (DataFacts.Feed feed : data.feeds()) {
                table.row(run.facts().symbol(feed.instrument()))
                        .number(Num.count(feed.facts(), Formula.COUNT).over(feed.range()))
                        .number(Num.count(feed.outOfOrder(), Formula.OUT_OF_ORDER)
                                .over(feed.range()))
                        .number(Num.span(feed.furthestBackNanos(), Formula.FURTHEST_BACK)
                                .over(feed.range()))
                        .number(Num.count(feed.negativeLatencies(), Formula.NEGATIVE)
                                .over(feed.range()))
                        .number(Num.span(feed.smallestLatencyNanos(), Formula.SMALLEST_LATENCY)
                                .over(feed.range()))
                        .number(Num.count(feed.lostBooks(), Formula.LOST_BOOKS).over(feed.range()))
                        .number(Num.span(feed.invalidNanos(), Formula.INVALID_TIME)
                                .over(feed.range()))
                        .number(valid(feed))
                        .end();
            }
        }
    }

    private static Num valid(DataFacts.Feed feed) {
        long all = feed.validNanos() + feed.invalidNanos();
        if (all == 0) {
            return Num.none(Formula.VALID_SHARE, "no book on this tape");
        }
        BigDecimal share = BigDecimal.valueOf(feed.validNanos()).divide(BigDecimal.valueOf(all), MathContext.DECIMAL64);
        return Num.percent(share, 3, Formula.VALID_SHARE).over(feed.range());
    }
}
