package io.onetape.tools.report.section;

import io.onetape.backtest.report.Check;
import io.onetape.backtest.report.Verdict;
import io.onetape.tools.report.page.Html;
import io.onetape.tools.report.page.Page;
import java.util.Comparator;
import java.util.Locale;

/** What may be concluded, and everything that speaks for or against it. */
public final class VerdictSection {
    private VerdictSection() {}

    public static void write(Page page, RunView run) {
        Verdict verdict = Verdict.of(run.facts(), run.metrics(), run.evidence());
        Html html = page.begin("verdict", "Verdict and warnings");
        html.open("div", "class", "verdict").element("strong", verdict.grade()).element("p", verdict.sentence());
        HeadlineSection.inShort(html, run);
        html.close("div");
        html.open("ul", "class", "checks");
        verdict.checks().stream()
                .sorted(Comparator.comparingInt(VerdictSection::order)) // stable: as they were checked
                .forEach(check -> row(html, check));
        html.close("ul");
        page.end();
    }

    private static void row(Html html, Check check) {
        String level = check.level().name().toLowerCase(Locale.ROOT);
        html.open("li")
                .element("span", level, "class", "tag " + level)
                .element("b", check.what())
                .element("span", check.why())
                .close("li");
    }

    private static int order(Check check) {
        return switch (check.level()) {
            case FAILED -> 0;
            case WARNING -> 1;
            case MISSING -> 2;
            case RUN -> 3;
            case PASSED -> 4;
        };
    }
}
