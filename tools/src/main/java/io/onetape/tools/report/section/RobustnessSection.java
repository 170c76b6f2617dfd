package io.onetape.tools.report.section;

import com.fasterxml.jackson.databind.JsonNode;
import io.onetape.tools.console.Shell;
import io.onetape.tools.report.page.Formula;
import io.onetape.tools.report.page.Html;
import io.onetape.tools.report.page.Page;
import io.onetape.tools.report.page.Shown;
import io.onetape.tools.report.page.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How much of the result rests on what cannot be known: the same run under other assumptions, once more, and against what really happened. */
public final class RobustnessSection {
    private static final String ROW = "the run of this row, over the same recording";

    private static final String BYTES = "Bytes";
    private static final long MEBI = 1L << 20;
    private static final long GIBI = 1L << 30;

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

    public static void twice(Page page, RunView run) {
        Html html = page.begin("equality", "Two runs, one hash");
        JsonNode twice = run.evidence().secondRun();
        html.open("dl", "class", "facts")
                .element("dt", "this run")
                .element("dd", run.facts().outputHash(), "class", "mono");
        if (twice.isObject()) {
            html.element("dt", "second run")
                    .element("dd", twice.path("outputHash").asText(), "class", "mono");
            html.element("dt", "equal")
                    .element(
                            "dd",
                            twice.path("outputHash").asText().equals(run.facts().outputHash())
                                    ? "yes, every byte"
                                    : "no");
            html.element("dt", "first process").element("dd", settings(twice.path("first")));
            html.element("dt", "second process").element("dd", settings(twice.path("second")));
        }
        html.close("dl");
        lookahead(html, run.evidence().lookahead());
        if (twice.isMissingNode() || run.evidence().lookahead().isMissingNode()) {
            html.element(
                            "p",
                            "This runs it once more in another process with other settings of the machine, and first parts of the recording alone, and compares:",
                            "class",
                            "note")
                    .command(run.again() + " --out NEW_RUN --twice --check-lookahead 10");
        }
        html.element(
                        "p",
                        "This regenerates every output from this tape's facts and compares it byte for byte:",
                        "class",
                        "note")
                .command("tape verify --replay " + Shell.word(run.tape()));
        page.end();
    }

    private static void lookahead(Html html, JsonNode lookahead) {
        if (lookahead.isObject()) {
            html.open("p")
                    .text(
                            lookahead.path("passed").asBoolean()
                                    ? "No look-ahead in "
                                    : "A look into the future was found in ")
                    .number(RunView.fixed(lookahead.path("cuts"), 0, Formula.CUTS))
                    .text(" first parts of the recording, ")
                    .number(RunView.fixed(lookahead.path("compared"), 0, Formula.COUNT))
                    .text(" records compared.")
                    .close("p");
        }
    }

    /** One object in a line. */
    private static String settings(JsonNode of) {
        List<String> all = new ArrayList<>();
        of.properties().forEach(one -> all.add(setting(one.getKey(), one.getValue())));
        return String.join(", ", all);
    }

    private static String setting(String key, JsonNode value) {
        if (!key.endsWith(BYTES)) {
            return words(key) + " " + value.asText();
        }
        BigDecimal bytes = new BigDecimal(value.asLong());
        return words(key.substring(0, key.length() - BYTES.length())) + " "
                + (value.asLong() < GIBI
                        ? Shown.fixed(bytes.divide(BigDecimal.valueOf(MEBI)), 0) + " MiB"
                        : Shown.fixed(bytes.divide(BigDecimal.valueOf(GIBI)), 1) + " GiB");
    }

    public static void likeLive(Page page, RunView run) {
        Html html = page.begin("live", "Live against backtest");
        JsonNode live = run.evidence().likeLive();
        if (live.isMissingNode()) {
            html.element(
                            "p",
                            "Of a recorded live or paper session this says where this build decides otherwise, and how simulated fills differ from the real ones. Its like-live.json beside the session's"
                                    + " tape puts it here:",
                            "class",
                            "note")
                    .command("tape backtest --like-live " + Shell.word(run.tape()) + " --out LIKE_LIVE")
                    .command("cp LIKE_LIVE/like-live.json " + Shell.word(run.folder()));
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
            html.element("p", "Not tried yet:", "class", "note").command(run.again() + " --out NEW_RUN" + option);
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

    private static String shortened(String hash) {
        return hash.length() > 16 ? hash.substring(0, 16) : hash;
    }

    /** {@code firstDifference} in words. */
    private static String words(String key) {
        return key.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
}
