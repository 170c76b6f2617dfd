package io.onetape.tools.report;

import io.onetape.tools.live.BuildName;
import io.onetape.tools.report.page.Page;
import io.onetape.tools.report.page.Shown;
import io.onetape.tools.report.section.CurveSection;
import io.onetape.tools.report.section.DataSection;
import io.onetape.tools.report.section.ExecutionSection;
import io.onetape.tools.report.section.HeadlineSection;
import io.onetape.tools.report.section.MarkoutSection;
import io.onetape.tools.report.section.PnlSection;
import io.onetape.tools.report.section.RiskSection;
import io.onetape.tools.report.section.RobustnessSection;
import io.onetape.tools.report.section.RunView;
import io.onetape.tools.report.section.SettingsSection;
import io.onetape.tools.report.section.SweepSection;
import io.onetape.tools.report.section.TripsSection;
import io.onetape.tools.report.section.VerdictSection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The report of one run, section by section. */
final class RunPage {
    private RunPage() {}

    /** One HTML document. */
    static String of(RunView run) {
        Page page = new Page(
                title(run), subtitle(run), run.facts().range(), "tape report, code " + BuildName.ofThisProcess());
        VerdictSection.write(page, run);
        SettingsSection.reproduce(page, run);
        SettingsSection.assumptions(page, run);
        HeadlineSection.write(page, run);
        CurveSection.write(page, run);
        PnlSection.causes(page, run);
        PnlSection.position(page, run);
        MarkoutSection.write(page, run);
        ExecutionSection.queue(page, run);
        ExecutionSection.latency(page, run);
        RobustnessSection.bracket(page, run);
        RobustnessSection.latencies(page, run);
        RobustnessSection.twice(page, run);
        RobustnessSection.likeLive(page, run);
        RiskSection.write(page, run);
        SweepSection.write(page, run);
        DataSection.write(page, run);
        TripsSection.write(page, run);
        return page.document();
    }

    /** Which strategies traded what. */
    static String title(RunView run) {
        Map<String, String> settings = run.facts().settings().settings();
        List<String> types = settings.entrySet().stream()
                .filter(one -> one.getKey().matches("strategy\\.[^.]+\\.type"))
                .map(Map.Entry::getValue)
                .distinct()
                .toList();
        String symbols = run.facts().instruments().all().stream()
                .map(one -> run.facts().symbol(one.id()))
                .limit(6)
                .collect(Collectors.joining(", "));
        return (types.isEmpty() ? "A run" : String.join(", ", types)) + (symbols.isEmpty() ? "" : " on " + symbols);
    }

    private static String subtitle(RunView run) {
        var range = run.facts().range();
        return Shown.time(range.firstNanos()) + " to " + Shown.time(range.lastNanos()) + " UTC, "
                + Shown.span(range.lastNanos() - range.firstNanos()) + " · "
                + Shown.count(range.lastSequence()) + " records · output "
                + run.facts().outputHash().substring(0, 16);
    }
}
