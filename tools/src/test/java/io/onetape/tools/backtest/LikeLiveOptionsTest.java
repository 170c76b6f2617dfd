package io.onetape.tools.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onetape.backtest.importer.tape.TapeImport;
import io.onetape.backtest.synthetic.SyntheticMarket;
import io.onetape.tools.sample.Run;
import io.onetape.tools.sample.ShellWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code backtest --like-live}: each option counts or is refused, and what it prints can be typed. The session is a backtest's, whose venue was told all that a venue can be told. */
class LikeLiveOptionsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    static Path temp;

    private static Path session;

    @BeforeAll
    static void aSessionWithSettingsOfItsOwn() {
        Path market = temp.resolve("J");
        try (TapeImport target = new TapeImport(market, 1)) {
            new SyntheticMarket(3, 4 * SECOND, 1_760_000_000L * SECOND).writeTo(target);
        }
        session = temp.resolve("a session");
        Run run = Run.of(
                "backtest",
                "market-maker",
                market,
                "--out",
                session,
                "--queue-model",
                "power:3",
                "--fill-model",
                "noPartialFill",
                "--book",
                "fused",
                "--latency",
                "3ms",
                "--latency-jitter",
                "4ms",
                "--latency-times",
                "1.5",
                "--seed",
                "7",
                "--maker-fee",
                "-0.0001",
                "--fee-tiers",
                "1000:0.0001:0.0003,2000:0:0.0002",
                "--order-rate",
                "10/10s,100/1m",
                "--outage",
                "delay",
                "--margin-tiers",
                "BTCUSDT=0:0.01,50000:0.02;0:0.03",
                "--liquidation-fee",
                "0.01",
                "--capital",
                "2000");
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    @Test
    void whatItSaysOfItsOwnVenueSimulatesItAsItWas() throws Exception {
        JsonNode usual = json();
        List<Object> own =
                new ArrayList<>(ShellWords.of("tape " + usual.get("ownVenue").asText()));
        JsonNode same = json(own.toArray());

        assertThat(usual.get("squaredError").asDouble()).isPositive();
        assertThat(same.get("squaredError").asDouble()).isZero();
        assertThat(same.get("netPnlDifference").decimalValue().signum()).isZero();
        for (String number : List.of("fills", "makerFills", "fees", "funding", "netPnl")) {
            assertThat(same.get("rows").get(1).get(number))
                    .as(number)
                    .isEqualTo(same.get("rows").get(0).get(number));
        }
        assertThat(own)
                .contains(
                        "--latency-jitter",
                        "--seed",
                        "--maker-fee",
                        "--fee-tiers",
                        "--order-rate",
                        "--outage",
                        "--margin-tiers",
                        "--liquidation-fee",
                        "--capital",
                        "--book",
                        "--fill-model");
    }

    @Test
    void theCommandBelowTheTableGivesTheSameTable() throws Exception {
        Object[] typed = {
            "--latency=recorded",
            "--latency-times",
            "2",
            "--latency-jitter",
            "1ms",
            "--maker-fee",
            "0.001",
            "--seed",
            "3",
            "--set",
            "mm1.spread=2",
            "--shift-clock",
            "1ms"
        };
        Run run = likeLive(typed);
        assertThat(run.exitCode()).as(run.err()).isEqualTo(1); // another spread decides otherwise
        List<String> printed = ShellWords.of(ShellWords.lineIn(run.err(), "tape backtest"));
        assertThat(printed).contains(session.resolve("tape").toString(), "recorded", "1ms", "0.001", "mm1.spread=2");

        assertThat(Run.of(printed.toArray()).out()).isEqualTo(run.out());
    }

    /** Typed in one folder, read in another. */
    @Test
    void theCommandInTheFileHasWholePaths() throws Exception {
        Path here = Path.of("").toAbsolutePath();
        Path tape = session.resolve("tape");
        Path relative = here.relativize(tape.toAbsolutePath());
        Path out = temp.resolve("relative");
        Run run = Run.of(
                "backtest", "--like-live", relative, "--entry-latency", "recorded:" + relative, "--out", out, "--json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        List<String> command = new ArrayList<>();
        MAPPER.readTree(out.resolve("like-live.json").toFile())
                .get("command")
                .forEach(word -> command.add(word.asText()));
        assertThat(command).contains(tape.toString(), "recorded:" + tape).noneMatch(word -> word.contains(".."));
    }

    @Test
    void theFitIsPrintedWithEverythingElseThatWasTyped() throws Exception {
        Run fit = likeLive("--fit", "--maker-fee", "-0.0001", "--capital", "2000");
        assertThat(fit.exitCode()).as(fit.err()).isZero();
        List<String> options = ShellWords.of(
                "tape " + ShellWords.lineIn(fit.out(), "to type: ").substring(9));
        assertThat(options).contains("--queue-model", "--entry-latency", "--maker-fee", "-0.0001", "--capital");

        JsonNode alone = MAPPER.readTree(with(ShellWords.of(ShellWords.lineIn(fit.err(), "tape backtest")), "--json")
                .out());
        JsonNode fitted = json("--fit", "--maker-fee", "-0.0001", "--capital", "2000");
        assertThat(alone.get("rows")).isEqualTo(fitted.get("rows"));
    }

    @Test
    void whatWouldChangeNothingIsRefused() {
        for (List<String> option : List.of(
                List.of("--from", "seq:5"),
                List.of("--to", "-1s"),
                List.of("--symbol", "BTCUSDT"),
                List.of("--max-position", "1"),
                List.of("--max-notional", "1"),
                List.of("--max-open-orders", "1"),
                List.of("--merged", "M"),
                List.of("--without-operator"),
                List.of("--twice"),
                List.of("--bracket"),
                List.of("--check-lookahead", "3"),
                List.of("--latency-table", "0,1"),
                List.of("--fit", "--queue-model", "log"),
                List.of("--fit", "--latency", "3ms"),
                List.of("--fit", "--entry-latency", "3ms"),
                List.of("--fit", "--response-latency", "3ms"),
                List.of("--fit", "--latency-jitter", "3ms"),
                List.of("--fit", "--latency-times", "3"))) {
            Run refused = likeLive(option.toArray());
            assertThat(refused.exitCode()).as(option.toString()).isEqualTo(2);
            assertThat(refused.err()).contains(option.get(option.get(0).equals("--fit") ? 1 : 0) + " is of no use");
            assertThat(refused.out()).isEmpty();
        }
    }

    @Test
    void aFolderWithFilesIsRefusedBeforeAnythingIsRun() throws IOException {
        Path taken = Files.createDirectories(temp.resolve("taken"));
        Files.writeString(taken.resolve("like-live.json"), "of before");
        Run refused = likeLive("--out", taken);
        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.err()).contains("choose another folder for --out");
        assertThat(refused.out()).isEmpty();
        assertThat(taken.resolve("like-live.json")).hasContent("of before");
    }

    @Test
    void theReportOfTheSessionShowsItAndOfAnotherRunDoesNot() throws IOException {
        Path out = temp.resolve("L");
        assertThat(likeLive("--out", out).exitCode()).isZero();
        Files.copy(out.resolve("like-live.json"), session.resolve("like-live.json"));
        assertThat(Run.of("report", session).exitCode()).isZero();
        assertThat(Files.readString(session.resolve("report.html")))
                .contains("Simulated against real fills")
                .doesNotContain("it does not count");
    }

    private static JsonNode json(Object... options) throws IOException {
        Run run = with(List.of(options), "--json", "backtest", "--like-live", session.resolve("tape"));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return MAPPER.readTree(run.out());
    }

    private static Run likeLive(Object... options) {
        return with(List.of(options), "backtest", "--like-live", session.resolve("tape"));
    }

    private static Run with(List<?> words, Object... others) {
        List<Object> all = new ArrayList<>(List.of(others));
        boolean isCommand = !words.isEmpty() && words.get(0).equals("backtest");
        all.removeIf("--json"::equals);
        all.addAll(isCommand ? 0 : all.size(), words);
        if (List.of(others).contains("--json")) {
            all.add("--json");
        }
        return Run.of(all.toArray());
    }
}
