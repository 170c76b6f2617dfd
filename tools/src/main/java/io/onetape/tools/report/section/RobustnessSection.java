package io.onetape.tools.report.section;

import com.fasterxml.jackson.databind.JsonNode;
import io.onetape.tools.report.page.Formula;
import io.onetape.tools.report.page.Html;
import io.onetape.tools.report.page.Page;
import io.onetape.tools.report.page.Table;
import java.util.List;
import java.util.Locale;

/** How much of the result rests on what cannot be known: the same run under other assumptions, once more, and against what really happened. */
public final class RobustnessSection {
    private static final String ROW = "the run of this row, over the same recording";

    private RobustnessSection() {}

    public static void bracket(Page page, RunView run) {
        Html html = page.begin("bracket", "Fill-model bracket");
        html.element(
                "p",
                "The same run with a pessimistic, its own and an optimistic fill model. A result that only the optimistic one has is none.");
        table(html, run, run.evidence().bracket(), "Pessimistic, base, optimistic", " --bracket");
        page.end();
    }

    public static void latencies(Page page, RunView run) {
        Html html = page.begin("latency-table", "0×, 1×, 2× latency");
        html.element(
                "p", "The same run with its latencies multiplied. A result that needs 0× is a look into the future.");
        table(html, run, run.evidence().latencyTable(), "By multiple of the latency", " --latency-table 0,1,2");
        page.end();
    }

    public static void secondRun(Page page, RunView run) {
        Html html = page.begin("equality", "Two runs, one hash");
        JsonNode second = run.evidence().secondRun();
        if (second.isMissingNode()) {
            html.element(
                            "p",
                            "Not compared yet. This regenerates every output of the run from its facts and compares it byte for byte:",
                            "class",
                            "note")
                    .command("tape verify --replay " + run.tape())
                    .element(
                            "p",
                            "And this runs it once more, in another process; the hash has to be the one below:",
                            "class",
                            "note")
                    .command(commandOf(run) + " --json");
            html.open("dl", "class", "facts")
                    .element("dt", "output hash")
                    .element("dd", run.facts().outputHash(), "class", "mono")
                    .close("dl");
        } else {
            String hash = second.path("outputHash").asText();
            boolean equal = hash.equals(run.facts().outputHash());
            html.element(
                    "p",
                    equal
                            ? "The second run gave the same bytes."
                            : "The second run gave other bytes: the run does not repeat.");
            html.open("dl", "class", "facts")
                    .element("dt", "this run")
                    .element("dd", run.facts().outputHash(), "class", "mono")
                    .element("dt", "second run")
                    .element("dd", hash, "class", "mono");
            scalars(html, second);
            html.close("dl");
        }
        page.end();
    }

    public static void likeLive(Page page, RunView run) {
        Html html = page.begin("live", "Live against backtest");
        JsonNode live = run.evidence().likeLive();
        if (live.isMissingNode()) {
            html.element(
                            "p",
                            "Not compared with a live or paper session yet. Of a recorded one this says where the backtest decides otherwise, and how its fills differ:",
                            "class",
                            "note")
                    .command("tape backtest --like-live LIVE_TAPE --out RUN");
        } else {
            html.open("dl", "class", "facts");
            scalars(html, live);
            html.close("dl");
            if (live.path("rows").isArray()) {
                table(html, run, live, "Simulated against real fills", "");
            }
        }
        page.end();
    }

    /** Every value of an object that is neither an array nor an object. */
    private static void scalars(Html html, JsonNode of) {
        of.properties().forEach(one -> {
            if (one.getValue().isValueNode()
                    && !one.getKey().equals("v")
                    && !one.getKey().equals("outputHash")) {
                html.element("dt", words(one.getKey()))
                        .element("dd", one.getValue().asText());
            }
        });
    }

    private static void table(Html html, RunView run, JsonNode of, String caption, String option) {
        if (!of.path("rows").isArray() || of.path("rows").isEmpty()) {
            html.element("p", "Not tried yet:", "class", "note").command(commandOf(run) + option);
            return;
        }
        try (Table table = Table.begin(
                html,
                caption,
                List.of("<run", "<settings", "net P&L", "drawdown", "fills", "maker fills", "fees", "<output hash"))) {
            for (JsonNode row : of.path("rows")) {
                table.row(row.path("name").asText(), row.path("settings").asText())
                        .number(RunView.money(row.path("netPnl"), Formula.NET).of(ROW))
                        .number(RunView.fixed(row.path("maxDrawdown"), 2, Formula.DRAWDOWN)
                                .of(ROW))
                        .number(RunView.fixed(row.path("fills"), 0, Formula.FILLS)
                                .of(ROW))
                        .number(RunView.fixed(row.path("makerFills"), 0, Formula.FILLS)
                                .of(ROW))
                        .number(RunView.fixed(row.path("fees"), 2, Formula.FEES).of(ROW));
                html.open("td", "class", "l")
                        .element("code", shortened(row.path("outputHash").asText()))
                        .close("td");
                table.end();
            }
        }
    }

    private static String commandOf(RunView run) {
        String typed = SettingsSection.typed(run.command().path("command"));
        return typed.isEmpty() ? "tape backtest STRATEGY TAPE" : typed.replaceAll(" --out(=| )\\S+", "");
    }

    private static String shortened(String hash) {
        return hash.length() > 16 ? hash.substring(0, 16) : hash;
    }

    /** {@code firstDifference} in words. */
    private static String words(String key) {
        return key.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
}
