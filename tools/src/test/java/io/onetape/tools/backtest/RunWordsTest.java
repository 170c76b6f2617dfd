package io.onetape.tools.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onetape.backtest.importer.tape.TapeImport;
import io.onetape.backtest.synthetic.SyntheticMarket;
import io.onetape.tools.console.Shell;
import io.onetape.tools.sample.Run;
import io.onetape.tools.sample.ShellWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that are printed can be typed, and give what they say. */
class RunWordsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_760_000_000L * SECOND;

    @TempDir
    static Path temp;

    private static Path folder;
    private static Path tape;
    private static Path tiers;

    @BeforeAll
    static void aMarketInAFolderThatNeedsQuotes() throws IOException {
        folder = Files.createDirectories(temp.resolve("it's $HOME; a \"market\""));
        tape = folder.resolve("J *");
        try (TapeImport target = new TapeImport(tape, 1)) {
            new SyntheticMarket(3, 5 * SECOND, START).writeTo(target);
        }
        tiers = Files.writeString(folder.resolve("fee tiers"), "1000:0.0001:0.0003\n");
    }

    @Test
    void aShellTakesEveryWordAsItIs() throws Exception {
        List<String> words = List.of(
                "a b", "it's", "''", "", "$HOME", "`x`", "*", "a\\b", "a\nb", "~", "#", "\"", "-x=1;2", "ä", "plain=1");
        assertThat(ShellWords.of("tape " + Shell.line(words))).isEqualTo(words);
    }

    @Test
    void theReportsCommandIsCompleteAndGivesTheSameOutputsFromAnyFolder() throws Exception {
        Path run = folder.resolve("R 1");
        Run made = Run.on(
                0,
                Map.of("TAPE_JOURNAL", tape.toString()),
                "backtest",
                "market-maker",
                "--out=" + run,
                "--set=spread=1",
                "--set",
                "mm2.skew=0.5",
                "--fee-tiers",
                tiers,
                "--from",
                "-4s",
                "--to",
                "+3s");
        assertThat(made.exitCode()).as(made.err()).isZero();
        JsonNode command = MAPPER.readTree(run.resolve("command.json").toFile());
        assertThat(command.get("tapes").get(0).asText()).isEqualTo(tape.toString());
        assertThat(ShellWords.of(ShellWords.lineIn(made.err(), "tape report"))).contains(run.toString());

        Run report = Run.of("report", run);
        assertThat(report.exitCode()).as(report.err()).isZero();
        List<String> words = ShellWords.of(onThePage(run, "tape backtest market-maker"));
        assertThat(words)
                .startsWith("backtest", "market-maker", tape.toString())
                .contains(tiers.toString(), "spread=1", "mm2.skew=0.5")
                .doesNotContain("--out", "-4s", "+3s");
        assertThat(hashOf(words)).isEqualTo(hashIn(run));
        assertThat(ShellWords.of(onThePage(run, "tape verify --replay")))
                .containsExactly("verify", "--replay", run.resolve("tape").toString());
    }

    @Test
    void theCommandOfASweepsTrialGivesIt() throws Exception {
        Path here = Path.of("").toAbsolutePath();
        Run sweep = Run.on(
                0,
                Map.of("TAPE_JOURNAL", here.relativize(tape).toString()),
                "sweep",
                "market-maker",
                "--set",
                "spread=0,0.1",
                "--fee-tiers",
                here.relativize(tiers),
                "--symbol",
                "BTCUSDT",
                "--symbol",
                "ETHUSDT",
                "--out",
                folder.resolve("S"));
        assertThat(sweep.exitCode()).as(sweep.err()).isZero();
        List<String> words = ShellWords.of(ShellWords.lineIn(sweep.err(), "tape backtest"));
        assertThat(words).contains(tape.toString(), tiers.toString()).containsOnlyOnce("BTCUSDT");
        assertThat(Files.readString(folder.resolve("S").resolve("trials.ndjson")))
                .contains(hashOf(words));
    }

    @Test
    void aMomentBeforeNowIsTheSameForBothRuns() throws Exception {
        long ago = System.currentTimeMillis() / 1000 - START / SECOND - 2; // strategies start two seconds in
        Path run = folder.resolve("now");
        List<String> options = List.of("--from", "now-" + ago + "s", "--twice", "--out", run.toString());
        RunChecksTest.backtest(Path.of(System.getProperty("java.home")), tape, temp.resolve("log"), options);

        JsonNode twice = MAPPER.readTree(run.resolve("second-run.json").toFile());
        assertThat(twice.get("equal").asBoolean()).isTrue();
        List<String> again = new ArrayList<>();
        MAPPER.readTree(run.resolve("command.json").toFile()).get("run").forEach(word -> again.add(word.asText()));
        assertThat(again).noneMatch(word -> word.startsWith("now")).contains("--from");
        assertThat(hashOf(again.subList(1, again.size()))).isEqualTo(hashIn(run));
    }

    private static String onThePage(Path run, String beginning) throws IOException {
        String page = Files.readString(run.resolve("report.html"))
                .replace("&#39;", "'")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
        String line = ShellWords.lineIn(page, beginning);
        return line.substring(0, line.indexOf("</code>"));
    }

    private static String hashOf(List<String> words) throws IOException {
        List<Object> all = new ArrayList<>(words);
        all.add("--json");
        Run run = Run.of(all.toArray());
        assertThat(run.exitCode()).as(run.err()).isZero();
        return MAPPER.readTree(run.out()).get("outputHash").asText();
    }

    private static String hashIn(Path run) throws IOException {
        return MAPPER.readTree(run.resolve("metrics.json").toFile())
                .get("outputHash")
                .asText();
    }
}
