package io.onetape.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onetape.tools.sample.Run;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real recording from end to end: imported, verified, looked into, traded on, proven. The numbers were computed apart from this project. */
class RecordingTest {
    private static final Path RECORDING =
            Path.of(System.getProperty("onetape.shared"), "data", "hftbacktest", "usdm", "btcusdt_20240808.gz");

    @TempDir
    static Path temp;

    private static Path tape;
    private static Path run;

    @BeforeAll
    static void importAndTrade() throws Exception {
        tape = temp.resolve("J");
        run = temp.resolve("R");
        Run imported = Run.of(
                "import",
                "binance",
                RECORDING.toString(),
                "--market",
                "usdm",
                "--symbol",
                "BTCUSDT",
                "--out",
                tape.toString());
        assertThat(imported.exitCode()).isZero();
        JsonNode account =
                json(imported.err().lines().reduce((first, last) -> last).orElseThrow());
        assertThat(account.get("lines").asLong()).isEqualTo(93_954);
        assertThat(account.get("records").asLong()).isEqualTo(93_954);
        assertThat(account.get("rejects").asLong()).isZero();
        assertThat(backtest(run).exitCode()).isZero();
    }

    @Test
    void infoSaysWhatTheRecordingHolds() throws Exception {
        JsonNode info = json(Run.of("info", tape.toString(), "--json").out());

        assertThat(info.at("/byType/DepthUpdate").asLong()).isEqualTo(6_551);
        assertThat(info.at("/byType/QuoteUpdate").asLong()).isEqualTo(66_089);
        assertThat(info.at("/byType/TradePrint").asLong()).isEqualTo(21_313);
        assertThat(info.at("/byType/DepthSnapshot").asLong()).isEqualTo(1);
        assertThat(info.at("/instruments/0").asText()).isEqualTo("BTCUSDT");
        assertThat(info.at("/clock/negativeShare").asText()).isEqualTo("1");
    }

    @Test
    void theBookIsTheVenues() throws Exception {
        JsonNode state = json(Run.of("state", "show", tape.toString(), "--service", "marketdata", "--json")
                .out());
        JsonNode book = state.at("/instruments/0");

        assertThat(book.get("applied").asLong()).isEqualTo(6_547);
        assertThat(book.get("dropped").asLong()).isEqualTo(4);
        assertThat(book.get("gaps").asLong()).isZero();
        assertThat(book.get("valid").asBoolean()).isTrue();
        assertThat(book.get("bid").asText()).isEqualTo("61659.7");
        assertThat(book.get("bidQuantity").asText()).isEqualTo("1.486");
        assertThat(book.get("ask").asText()).isEqualTo("61659.8");
        assertThat(book.get("askQuantity").asText()).isEqualTo("0.981");
        assertThat(book.get("imbalance").asText()).isEqualTo("0.20470207");
        assertThat(book.get("microprice").asText()).isEqualTo("61659.7602351");
    }

    @Test
    void aChangedByteIsDamage() throws Exception {
        Path damaged = temp.resolve("D");
        copy(tape, damaged);
        try (var files = Files.list(damaged);
                RandomAccessFile file = new RandomAccessFile(
                        files.filter(f -> f.toString().endsWith(".cq4"))
                                .findFirst()
                                .orElseThrow()
                                .toFile(),
                        "rw")) {
            file.seek(10_000_000);
            int old = file.read();
            file.seek(10_000_000);
            file.write(old ^ 1);
        }
        assertThat(Run.of("verify", tape.toString(), "--json").exitCode()).isZero();

        Run verified = Run.of("verify", damaged.toString(), "--json");

        assertThat(verified.exitCode()).isEqualTo(4);
        long firstBad = json(verified.out()).get("firstBad").asLong();
        assertThat(json(verified.out()).get("records").asLong()).isEqualTo(firstBad - 1);
        Path repaired = temp.resolve("D2");
        assertThat(Run.of("repair", "--quarantine", damaged.toString(), "--out", repaired.toString())
                        .exitCode())
                .isZero();
        assertThat(Run.of("verify", repaired.toString()).exitCode()).isZero();
    }

    @Test
    void everyOutputIsProvenByReplay() {
        assertThat(Run.of("verify", "--replay", run.resolve("tape").toString()).out())
                .contains("all equal");
    }

    @Test
    void theSameBacktestGivesTheSameBytesWhereverItRuns() throws Exception {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        Path again = temp.resolve("R-again");
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
            assertThat(backtest(again).exitCode()).isZero();
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
        assertThat(metrics(again).get("outputHash")).isEqualTo(metrics(run).get("outputHash"));
        assertThat(json(Run.of("verify", again.resolve("tape").toString(), "--json")
                                .out())
                        .get("outputHash"))
                .isEqualTo(metrics(run).get("outputHash"));
        Run diff = Run.of(
                "diff", run.resolve("tape").toString(), again.resolve("tape").toString());
        assertThat(diff.exitCode()).isZero();
        assertThat(diff.out()).startsWith("identical");
    }

    @Test
    void anotherParameterGivesAnotherHashAndANamedDifference() throws Exception {
        Path other = temp.resolve("R-other");
        assertThat(backtest(other, "--set", "spread=5").exitCode()).isZero();
        assertThat(metrics(other).get("outputHash")).isNotEqualTo(metrics(run).get("outputHash"));

        Run diff = Run.of(
                "diff", run.resolve("tape").toString(), other.resolve("tape").toString());

        assertThat(diff.exitCode()).isEqualTo(1);
        assertThat(diff.out()).contains("first difference at sequence");
    }

    @Test
    void theModelOfARunIsFittedFromItsOrders() throws Exception {
        Path other = temp.resolve("R-fit");
        assertThat(backtest(other, "--queue-model", "power2:3", "--entry-latency", "3ms", "--response-latency", "feed")
                        .exitCode())
                .isZero();

        JsonNode fit = json(Run.of("backtest", "--like-live", other.resolve("tape"), "--fit", "--json")
                        .out())
                .get("fit");

        assertThat(fit.get("options").asText()).startsWith("--queue-model power2:3 --entry-latency 3ms");
        assertThat(fit.get("asGood")).isEmpty();
        assertThat(fit.get("response").get("feedMultiple").asDouble()).isBetween(0.95, 1.05);
        assertThat(fit.get("heldOut").get("model").asText()).isEqualTo("power2:3");
    }

    @Test
    void anOrderIsExplainedFromMarketToFill() {
        Run explained = Run.of("explain", "mm1-1", run.resolve("tape").toString());

        assertThat(explained.exitCode()).isZero();
        assertThat(explained.out()).contains("depth", "signal", "risk pass", "submit", "fill");
    }

    @Test
    void withoutAShiftNegativeLatenciesAreRefused() {
        Run refused = backtest(temp.resolve("R-none"), "--shift-clock", "none");

        assertThat(refused.exitCode()).isEqualTo(6);
        assertThat(refused.err()).contains("93954 records of BTCUSDT received before they happened");
    }

    @Test
    void metricsHaveTheirKeys() throws Exception {
        assertThat(metrics(run).fieldNames())
                .toIterable()
                .contains(
                        "outputHash",
                        "tapeHash",
                        "events",
                        "orders",
                        "fills",
                        "makerFills",
                        "takerFills",
                        "fees",
                        "realizedPnl",
                        "unrealizedPnl",
                        "netPnl",
                        "maxDrawdown",
                        "positions",
                        "shiftedNanos");
        assertThat(metrics(run).get("tapeHash"))
                .isEqualTo(
                        json(Run.of("verify", tape.toString(), "--json").out()).get("hash"));
        assertThat(metrics(run).at("/positions").has("BTCUSDT")).isTrue();
    }

    private static Run backtest(Path out, String... more) {
        List<Object> args = new ArrayList<>(List.of("backtest", "market-maker", tape, "--out", out));
        args.addAll(List.of(more));
        return Run.of(args.toArray());
    }

    private static JsonNode metrics(Path folder) throws Exception {
        return json(Files.readString(folder.resolve("metrics.json")));
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }

    private static void copy(Path from, Path to) throws Exception {
        Files.createDirectories(to);
        try (var files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
