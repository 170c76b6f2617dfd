package io.onetape.tools.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onetape.backtest.importer.tape.TapeImport;
import io.onetape.backtest.synthetic.SyntheticMarket;
import io.onetape.journal.excerpt.CycleFiles;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.tools.sample.Run;
import io.onetape.tools.sample.SampleTape;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of a run: what it says, what it leaves in the folder, and what it says where there is no such run. */
final class ReportTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_767_603_600L * SECOND;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Section 7 of the rules, in its order, and the formulas that the numbers refer to. */
    static final List<String> SECTIONS = List.of(
            "Verdict and warnings",
            "Reproduce",
            "Assumptions",
            "Headline numbers",
            "Equity, drawdown, inventory",
            "P&L by cause",
            "Open position at the end",
            "Markouts",
            "Queue and fills",
            "Latency",
            "Fill-model bracket",
            "0×, 1×, 2× latency",
            "Two runs, one hash",
            "Live against backtest",
            "Risk rejections",
            "Sweep",
            "Data quality",
            "Ten worst round trips",
            "Formulas");

    @TempDir
    static Path temp;

    private static Path market;
    private static Path run;

    @BeforeAll
    static void aBacktestOfTwentySeconds() {
        market = temp.resolve("J");
        try (TapeImport target = new TapeImport(market, 1)) {
            new SyntheticMarket(1, 20 * SECOND, START).writeTo(target);
        }
        run = temp.resolve("R");
        assertThat(Run.of("backtest", "market-maker", market, "--out", run).exitCode())
                .isZero();
    }

    @Test
    void everySectionIsThereInOrderAndTheFileNeedsNothingElse() throws IOException {
        Run report = Run.of("report", run);
        String page = Files.readString(run.resolve("report.html"));

        assertThat(report.exitCode()).as(report.err()).isZero();
        assertThat(report.out()).contains("report.html");
        List<String> headings = new ArrayList<>();
        for (String part : page.split("<h2 ", -1)) {
            headings.add(part.substring(part.indexOf('>') + 1, Math.max(part.indexOf("</h2>"), part.indexOf('>') + 1))
                    .replace("&amp;", "&"));
        }
        assertThat(headings.subList(1, headings.size())).isEqualTo(SECTIONS);
        assertThat(Files.size(run.resolve("report.html"))).isLessThan(5_000_000);
        assertThat(page)
                .doesNotContain(" src=", "<link rel=\"stylesheet", "@import", "url(")
                .contains("MIT License", "Leon Sorokin");
    }

    @Test
    void everyNumberRefersToAFormulaOnThePage() throws IOException {
        Run.of("report", run);
        String page = Files.readString(run.resolve("report.html"));
        String[] numbers = page.split("aria-describedby=\"", -1);

        assertThat(numbers.length).isGreaterThan(100);
        for (String number : List.of(numbers).subList(1, numbers.length)) {
            assertThat(page).contains("<dd id=\"" + number.substring(0, number.indexOf('"')) + "\">");
        }
    }

    @Test
    void theCommandOnThePageGivesTheSameOutputsAgain() throws IOException {
        JsonNode command = MAPPER.readTree(run.resolve("command.json").toFile());
        List<Object> words = new ArrayList<>();
        command.path("command").forEach(word -> words.add(word.asText()));
        assertThat(words.remove(0)).isEqualTo("tape");
        words.set(words.indexOf(run.toString()), temp.resolve("again"));
        Run.of("report", run);

        assertThat(Files.readString(run.resolve("report.html")))
                .contains("<code>tape backtest market-maker " + market + "</code>");
        assertThat(Run.of(words.toArray()).exitCode()).isZero();
        assertThat(hashIn(temp.resolve("again"))).isEqualTo(hashIn(run));
    }

    @Test
    void metricsThatAreMissingOrOfAnotherTapeAreWrittenFromTheTape() throws IOException {
        Path copy = copyOf(run, "copy");
        Path metrics = copy.resolve("metrics.json");
        String before = Files.readString(metrics);
        assertThat(Run.of("report", copy).err()).doesNotContain("metrics.json");
        assertThat(metrics).hasContent(before);

        Files.delete(metrics);
        assertThat(Run.of("report", copy).err())
                .contains("metrics.json was missing, or no JSON: written from the tape");
        assertThat(tree(metrics).path("outputHash").asText()).isEqualTo(hashIn(run));
        assertThat(tree(metrics).path("pnlByCause"))
                .isEqualTo(MAPPER.readTree(before).path("pnlByCause"));

        Files.writeString(metrics, before.replace(hashIn(run), "0".repeat(64)));
        assertThat(Run.of("report", copy).err()).contains("metrics.json was of another tape");
        assertThat(tree(metrics).path("outputHash").asText()).isEqualTo(hashIn(run));

        Files.writeString(
                metrics,
                "{\"v\":1,\"outputHash\":\"" + hashIn(run) + "\",\"netPnl\":\"7\"}"); // as version 0.1 wrote it
        assertThat(Run.of("report", copy).exitCode()).isZero();
        assertThat(tree(metrics).path("netPnl").asText()).isEqualTo("7");
        assertThat(tree(metrics).path("curve").isObject()).isTrue();

        for (String damage : List.of("x1.5", "1e9999999", "")) {
            Files.writeString(metrics, before.replaceFirst("(\"net\" ?: ?\\[ ?\")[^\"]*", "$1" + damage));
            assertThat(Files.readString(metrics)).isNotEqualTo(before);
            Run report = Run.of("report", copy);
            assertThat(report.exitCode()).as(report.err()).isZero();
            assertThat(report.err()).contains("metrics.json was an old one, or damaged: written from the tape");
            assertThat(tree(metrics).path("curve"))
                    .isEqualTo(MAPPER.readTree(before).path("curve"));
        }
    }

    @Test
    void aPageThatCannotBeWrittenLeavesNothing() throws IOException {
        Path taken = Files.createDirectories(temp.resolve("taken.html"));
        Files.writeString(taken.resolve("file"), "");
        assertThat(Run.of("report", run, "--out", taken).exitCode()).isEqualTo(3);
        assertThat(temp.resolve("taken.html.part")).doesNotExist();
    }

    @Test
    void whatIsAboutAnotherRunIsNoEvidence() throws IOException {
        Path copy = copyOf(run, "stale");
        String other = "\"outputHash\":\"" + "2".repeat(64) + "\"";
        Files.writeString(
                copy.resolve("bracket.json"), "{\"v\":1," + other + ",\"rows\":[{\"name\":\"pessimistic\"}]}");
        Files.writeString(copy.resolve("latency-table.json"), "{\"v\":1,\"rows\":[{\"name\":\"0×\"}]}");
        Files.writeString(copy.resolve("lookahead.json"), "{\"v\":1," + other + ",\"passed\":true,\"cuts\":7}");
        Files.writeString(copy.resolve("like-live.json"), "{\"v\":1," + other + ",\"outputs\":\"48112\"}");
        Files.writeString(
                copy.resolve("second-run.json"),
                "{\"v\":1,\"firstOutputHash\":\"" + "2".repeat(64) + "\",\"outputHash\":\"" + hashIn(run) + "\"}");

        assertThat(Run.of("report", copy).exitCode()).isZero();
        assertThat(Files.readString(copy.resolve("report.html")))
                .contains(
                        "bracket.json is about another run, with the output hash 2222222222222222: it does not count",
                        "latency-table.json does not say which run it is about: it does not count",
                        "lookahead.json is about another run",
                        "like-live.json is about another run",
                        "second-run.json is about another run")
                .doesNotContain("pessimistic</td>", ">0×<", "No look-ahead in", "48112", "yes, every byte");
    }

    @Test
    void whatOtherCommandsLeftStandsInItsSection() throws IOException {
        Path copy = copyOf(run, "evident");
        String own = "\"outputHash\":\"" + hashIn(run) + "\"";
        Files.writeString(
                copy.resolve("bracket.json"),
                "{\"v\":1," + own
                        + ",\"rows\":[{\"name\":\"pessimistic\",\"settings\":\"risk-averse, noPartialFill\",\"netPnl\":\"-7.25\",\"fills\":3}]}");
        Files.writeString(
                copy.resolve("latency-table.json"),
                "{\"v\":1," + own + ",\"rows\":[{\"name\":\"2×\",\"netPnl\":\"-1.5\",\"fills\":2}]}");
        Files.writeString(
                copy.resolve("like-live.json"), "{\"v\":1," + own + ",\"outputs\":\"48112\",\"differences\":0}");
        String trials = """
                {"v":1,"trial":1,"parameters":{"spread":"1"},"netPnl":"-2","refused":null}
                {"v":1,"trial":2,"parameters":{"spread":"2"},"netPnl":"3","deflatedSharpe":0.61}
                {"v":1,"trial":3,"parameters":{"spread":"3"},"netPnl":"1","days":40,"dailyRatio":0.1,"sharpe":1.9,"dailySkew":0,"dailyKurtosis":3}
                """;
        Files.writeString(copy.resolve("sweep.ndjson"), trials.replace("\"v\":1", tapeOfRun() + "," + own));
        Files.writeString(copy.resolve("second-run.json"), twice(false));

        assertThat(Run.of("report", copy).exitCode()).isZero();
        assertThat(Files.readString(copy.resolve("report.html")))
                .contains(
                        "risk-averse, noPartialFill",
                        "was run: net from −7.25 to −7.25",
                        "−7.25",
                        "−1.50",
                        "48112",
                        "0.610",
                        "expected 30 whole days, found 0",
                        "expected two trials with a daily ratio, to see how far they are apart",
                        "The second run gave another output hash")
                .contains("<strong>Not to be believed</strong>");

        Files.writeString(copy.resolve("second-run.json"), twice(true));
        Files.writeString(
                copy.resolve("sweep.ndjson"),
                "{" + tapeOfRun() + "," + own + ",\"trial\":1,\"parameters\":{},\"netPnl\":\"-2\"}");
        Files.writeString(
                copy.resolve("lookahead.json"), "{\"v\":1," + own + ",\"passed\":true,\"cuts\":7,\"compared\":4242}");
        assertThat(Run.of("report", copy).exitCode()).isZero();
        assertThat(Files.readString(copy.resolve("report.html")))
                .contains("yes, every byte", "No look-ahead in", ">4,242<", "<strong>Too little to judge</strong>")
                .contains("the deflated Sharpe ratio would allow for it, and is n/a here")
                .doesNotContain("the deflated Sharpe ratio allows for it");

        Files.writeString(copy.resolve("bracket.json"), "[]");
        assertFails(Run.of("report", copy), 3, "bracket.json: expected a JSON object, found ARRAY");
    }

    @Test
    void aSweepThatTheRunIsNoneOfIsNoEvidence() throws IOException {
        Path copy = copyOf(run, "others");
        thenSweepDoesNotCount(copy, "{\"trial\":4711}", "does not say which tape it is about");
        thenSweepDoesNotCount(
                copy,
                "{\"trial\":4711,\"tapeHash\":\"" + "3".repeat(64) + "\",\"outputHash\":\"" + hashIn(run) + "\"}",
                "is about another tape, with the hash 3333333333333333");
        thenSweepDoesNotCount(
                copy,
                "{\"trial\":4711," + tapeOfRun() + ",\"outputHash\":\"" + "2".repeat(64) + "\"}",
                "has no trial with the output hash of this run");
    }

    private static void thenSweepDoesNotCount(Path folder, String line, String why) throws IOException {
        Files.writeString(folder.resolve("sweep.ndjson"), line);
        assertThat(Run.of("report", folder).exitCode()).isZero();
        assertThat(Files.readString(folder.resolve("report.html")))
                .contains("sweep.ndjson " + why, "No trials that this run is one of stand in")
                .doesNotContain("4711", "is in part the luckiest; ");
    }

    private static String tapeOfRun() throws IOException {
        String hash = tree(run.resolve("metrics.json")).path("tapeHash").asText();
        assertThat(hash).hasSize(64);
        return "\"tapeHash\":\"" + hash + "\"";
    }

    @Test
    void twoRunsStandSideBySideWithWhatDiffers() throws IOException {
        Path other = temp.resolve("R2");
        Run.of(
                "backtest",
                "market-maker",
                market,
                "--out",
                other,
                "--set",
                "skew=0.5",
                "--latency",
                "5ms",
                "--queue-model",
                "power:3");

        Run compared = Run.of("report", run, other, "--compare");
        String page = Files.readString(run.resolve("compare.html"));

        assertThat(compared.exitCode()).as(compared.err()).isZero();
        assertThat(page)
                .contains(
                        "Same market, other outputs",
                        "strategy.mm1.skew",
                        ">0.5<",
                        "not set",
                        ">5 ms<",
                        "power:3",
                        "B − A");
        assertThat(page).doesNotContain("strategy.mm1.quantity");
        Path file = temp.resolve("same.html");
        assertThat(Run.of("report", run, run, "--compare", "--out", file).exitCode())
                .isZero();
        assertThat(Files.readString(file)).contains("Identical outputs", "None: both were told the same.");
        assertFails(Run.of("report", run, other), 2, "expected 1 run, found 2");
        assertFails(Run.of("report", run, "--compare"), 2, "expected 2 runs with --compare, found 1");
    }

    @Test
    void aRunWithoutOrdersHasAReport() throws IOException {
        Path quiet = Files.createDirectories(temp.resolve("quiet"));
        copy(market, quiet.resolve("tape"));

        Run report = Run.of("report", quiet);

        assertThat(report.exitCode()).as(report.err()).isZero();
        assertThat(Files.readString(quiet.resolve("report.html")))
                .contains(
                        "<strong>Nothing traded</strong>",
                        "No order was sent",
                        "No fill, so no markout.",
                        "No position was ever held");
    }

    @Test
    void textsOfATapeAreHarmless() throws IOException {
        Path hostile = temp.resolve("ho<b>stile");
        writeHostile(hostile);

        Run report = Run.of("report", hostile);
        String page = Files.readString(hostile.resolve("report.html"));

        assertThat(report.exitCode()).as(report.err()).isZero();
        assertThat(page)
                .contains("&lt;script&gt;window.hit=1&lt;/script&gt;")
                .doesNotContain("<script>window.hit", "<img", "ho<b>");
    }

    @Test
    void aRunThatIsNotThereIsSaid() throws IOException {
        assertFails(Run.of("report", temp.resolve("nowhere")), 3, "no such folder", "next: tape backtest market-maker");
        Path sweep = Files.createDirectories(temp.resolve("sweep"));
        Files.writeString(sweep.resolve("trials.ndjson"), "");
        assertFails(Run.of("report", sweep), 3, "is a sweep", "trials.ndjson RUN/sweep.ndjson");
        Path empty = Files.createDirectories(temp.resolve("empty"));
        assertFails(Run.of("report", empty), 3, "no tape in " + empty.resolve("tape"), "--out NEW_RUN");
        assertFails(
                Run.of("report", run.resolve("tape")),
                3,
                "is a tape; expected the folder of a run",
                "next: tape report " + run);
        assertThat(run.resolve("tape").resolve("report.html")).doesNotExist();
    }

    @Test
    void aDamagedTapeHasNoReport() throws IOException {
        Path damaged = copyOf(run, "damaged");
        Files.deleteIfExists(damaged.resolve("report.html"));
        Path file = new CycleFiles(damaged.resolve("tape")).newest().orElseThrow();
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(400_000);
            int before = bytes.read();
            bytes.seek(400_000);
            bytes.write(before ^ 0x10);
        }

        assertFails(Run.of("report", damaged), 4, "tape repair");
        assertThat(damaged.resolve("report.html")).doesNotExist();
    }

    /** A run whose every text is an attack. */
    static void writeHostile(Path folder) throws IOException {
        String script = "<script>window.hit=1</script>";
        Files.createDirectories(folder);
        try (SampleTape tape = SampleTape.begin(folder.resolve("tape"), 0xabcL, RollCycle.HOUR)) {
            tape.instrument(1, script + "'\"><img onerror=alert(1)>", "0.1");
            tape.fact(0, "ConfigSet", "key=strategy.mm1.type", "value=</script>" + script + "{{SCRIPT}}");
            tape.derived("risk", 1, 1, "TradingHalted", "reason=HALTED", "detail=" + script);
            tape.derived(
                    "account",
                    1,
                    1,
                    "AlertRaised",
                    "severity=WARNING",
                    "name=<img onerror=alert(1)>",
                    "detail=\u2028" + script);
            tape.fact(1, "FeedStatusChanged", "status=GAP", "detail=<img onerror=alert(1)>");
            tape.order("0.010");
        }
    }

    private static String twice(boolean equal) throws IOException {
        return "{\"v\":1,\"equal\":" + equal + ",\"firstOutputHash\":\"" + hashIn(run) + "\",\"outputHash\":\""
                + (equal ? hashIn(run) : "1".repeat(64)) + "\",\"second\":{\"timeZone\":\"Pacific/Chatham\"}}";
    }

    private static String hashIn(Path folder) throws IOException {
        return tree(folder.resolve("metrics.json")).path("outputHash").asText();
    }

    private static JsonNode tree(Path file) throws IOException {
        return MAPPER.readTree(file.toFile());
    }

    private static Path copyOf(Path folder, String name) throws IOException {
        Path copy = temp.resolve(name);
        copy(folder, copy);
        return copy;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static void assertFails(Run failed, int exitCode, String... said) {
        assertThat(failed.err()).contains(said).contains("[exit " + exitCode + "]");
        assertThat(failed.exitCode()).isEqualTo(exitCode);
    }
}
