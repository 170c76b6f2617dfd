package io.onetape.tools.report.section;

import com.fasterxml.jackson.databind.JsonNode;
import io.onetape.backtest.report.TapeRange;
import io.onetape.tools.console.Shell;
import io.onetape.tools.explain.ChainStep;
import io.onetape.tools.report.page.Formula;
import io.onetape.tools.report.page.Html;
import io.onetape.tools.report.page.Num;
import io.onetape.tools.report.page.Page;
import io.onetape.tools.report.page.Shown;
import io.onetape.tools.report.page.Table;
import java.util.List;

/** The round trips that lost most, each with why its first order came about and what became of it. */
public final class TripsSection {
    private static final int MOST_STEPS = 60;

    private TripsSection() {}

    public static void write(Page page, RunView run) {
        Html html = page.begin("trips", "Ten worst round trips");
        JsonNode worst = run.metrics().at("roundTrips.worst");
        if (worst.isEmpty()) {
            html.element("p", "No position was opened and closed again.", "class", "note");
        }
        int at = 0;
        for (JsonNode trip : worst) {
            trip(
                    html,
                    run,
                    trip,
                    at < run.worst().size() ? run.worst().get(at) : new TripChain("", List.of(), List.of()));
            at++;
        }
        page.end();
    }

    private static void trip(Html html, RunView run, JsonNode trip, TripChain chain) {
        TapeRange range = new TapeRange(
                trip.path("firstSequence").asLong(),
                trip.path("lastSequence").asLong(),
                trip.path("openedNanos").asLong(),
                trip.path("closedNanos").asLong());
        String order = trip.path("order").asText();
        html.open("details", "class", "trip").open("summary");
        html.number(RunView.money(trip.path("net"), Formula.TRIP_NET).over(range));
        html.element("b", trip.path("symbol").asText()).element("span", "opened by " + order);
        html.open("span")
                .text("largest ")
                .number(RunView.fixed(trip.path("largestPosition"), 3, Formula.TRIP_SIZE)
                        .over(range))
                .close("span");
        html.open("span")
                .number(RunView.fixed(trip.path("fills"), 0, Formula.FILLS).over(range))
                .text(" fills in ")
                .number(Num.span(range.lastNanos() - range.firstNanos(), Formula.HOLD)
                        .over(range))
                .close("span");
        html.open("span")
                .text("fees ")
                .number(RunView.fixed(trip.path("fees"), 4, Formula.FEES).over(range))
                .close("span");
        html.element("span", Shown.time(range.firstNanos()), "class", "when").close("summary");
        steps(html, run, order, chain);
        html.close("details");
    }

    private static void steps(Html html, RunView run, String order, TripChain chain) {
        if (!chain.steps().isEmpty()) {
            try (Table table = Table.begin(
                    html, "explain " + order, List.of("<sequence", "<stage", "<at", "+step", "total", "<detail"))) {
                chain.steps().stream().limit(MOST_STEPS).forEach(step -> row(html, table, step));
            }
        }
        chain.missing().forEach(gap -> html.element("p", "missing: " + gap, "class", "note"));
        if (chain.steps().size() > MOST_STEPS) {
            html.element("p", (chain.steps().size() - MOST_STEPS) + " more steps:", "class", "note");
        }
        html.command(Shell.line(List.of("tape", "explain", order, run.tape())));
    }

    private static void row(Html html, Table table, ChainStep step) {
        table.row(
                Shown.count(step.sequence()),
                step.stage(),
                Shown.time(step.nanos()).substring(11));
        html.element("td", step.step()).element("td", step.total());
        table.text(step.detail()).end();
    }
}
