package io.onetape.tools.report.section;

import io.onetape.backtest.report.RiskFacts;
import io.onetape.tools.console.Shell;
import io.onetape.tools.report.page.Formula;
import io.onetape.tools.report.page.Html;
import io.onetape.tools.report.page.Num;
import io.onetape.tools.report.page.Page;
import io.onetape.tools.report.page.Shown;
import io.onetape.tools.report.page.Table;
import java.util.List;
import java.util.Locale;

/** What risk and the venue refused, and what stopped trading. */
public final class RiskSection {
    private RiskSection() {}

    public static void write(Page page, RunView run) {
        Html html = page.begin("risk", "Risk rejections");
        RiskFacts risk = run.facts().risk();
        html.open("p")
                .text("Risk decided on ")
                .number(Num.count(risk.decisions(), Formula.COUNT))
                .text(" orders and refused ")
                .number(Num.count(risk.refused(), Formula.REFUSED))
                .text(".")
                .close("p");
        if (!risk.refusals().isEmpty()) {
            try (Table table = Table.begin(
                    html,
                    "Refused and rejected",
                    List.of("<by", "<reason", "<scope or code", "<instrument", "count", "first", "last"))) {
                for (RiskFacts.Refusal one : risk.refusals()) {
                    table.row(
                                    one.by(),
                                    words(one.reason()),
                                    words(one.scope()),
                                    run.facts().symbol(one.instrument()))
                            .number(Num.count(one.count(), Formula.COUNT).over(one.range()))
                            .number(Num.count(one.range().firstSequence(), Formula.COUNT)
                                    .over(one.range()))
                            .number(Num.count(one.range().lastSequence(), Formula.COUNT)
                                    .over(one.range()))
                            .end();
                }
            }
        }
        events(
                html,
                "What stopped trading, and alerts",
                "Nothing stopped trading, and nothing was alerted of.",
                risk.events(),
                risk.allEvents(),
                run);
        page.end();
    }

    /** The first events, and how to see the others. */
    static void events(Html html, String caption, String none, List<RiskFacts.Event> events, long all, RunView run) {
        if (events.isEmpty()) {
            html.element("p", none, "class", "note");
            return;
        }
        try (Table table = Table.begin(html, caption, List.of("<sequence", "<time", "<what", "<detail"))) {
            events.forEach(event -> table.row(
                            Shown.count(event.sequence()), Shown.time(event.nanos()), event.what(), event.detail())
                    .end());
        }
        if (all > events.size()) {
            html.element("p", (all - events.size()) + " more:", "class", "note")
                    .command(
                            "tape cat -t FeedStatusChanged -t AlertRaised -t RiskBreached -t TradingHalted -t StrategyChanged "
                                    + Shell.word(run.tape()));
        }
    }

    private static String words(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
