package io.onetape.tools.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onetape.tools.sample.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spot and perpetual of one symbol and one venue are two instruments, with lots of their own. */
final class SameSymbolTest {
    private static final long START = 1_700_000_000_000L;
    private static final String SPOT = "binance:SPOT:BTCUSDT";
    private static final String PERPETUAL = "binance:USDM:BTCUSDT";

    @TempDir
    static Path temp;

    private static Path spot;
    private static Path perpetual;

    @BeforeAll
    static void twoRecordings() throws IOException {
        perpetual = recording("usdm", "0.001");
        spot = recording("spot", "0.00001");
    }

    @Test
    void aMarketMakerOnEachHasTheQuantityOfItsOwnInstrument() {
        Path result = temp.resolve("both/tape");

        String config = run("market-maker", result, perpetual, spot);

        assertThat(config)
                .contains(
                        "strategy.mm1.symbol value=" + PERPETUAL,
                        "strategy.mm1.quantity value=0.016",
                        "strategy.mm2.symbol value=" + SPOT,
                        "strategy.mm2.quantity value=0.01639");
        assertThat(started(result)).hasSize(2);
        assertThat(limited(result)).hasSize(2);
        assertThat(Run.of("info", result).out()).contains(PERPETUAL + ", " + SPOT);
        assertThat(Run.of("cat", "--json", "-t", "OrderRequested", "-s", SPOT, result)
                        .lines())
                .isNotEmpty()
                .allMatch(line -> line.contains("mm2"));
        assertThat(Run.of("cat", "--json", "-t", "OrderRequested", "-s", PERPETUAL, result)
                        .lines())
                .isNotEmpty()
                .allMatch(line -> line.contains("mm1"));
    }

    @Test
    void arbitrageTradesOneAgainstTheOther() {
        Path result = temp.resolve("arbitrage/tape");

        String config = run("arbitrage", result, perpetual, spot);

        assertThat(config).contains("strategy.mm1.symbol value=" + PERPETUAL, "strategy.mm1.symbol2 value=" + SPOT);
        assertThat(started(result)).hasSize(1);
        assertThat(limited(result)).hasSize(2);
    }

    @Test
    void theOptionTakesEverySpellingThatNamesOne() {
        Path result = temp.resolve("one/tape");

        String config = run("market-maker", result, perpetual, spot, "--symbol", "BINANCE:spot:btcusdt");

        assertThat(config).contains("strategy.mm1.symbol value=" + SPOT).doesNotContain("mm2");
        assertThat(started(result)).hasSize(1);
        Run unclear = Run.of("backtest", "market-maker", perpetual, spot, "--symbol", "BTCUSDT");
        assertThat(unclear.exitCode()).isEqualTo(2);
        assertThat(unclear.err())
                .contains("found BTCUSDT, which names " + PERPETUAL + " and " + SPOT, "--symbol " + PERPETUAL);
    }

    @Test
    void aSymbolThatNamesOneStaysAsItIs() {
        String config = run("market-maker", temp.resolve("alone/tape"), spot, "--symbol", SPOT);

        assertThat(config).contains("strategy.mm1.symbol value=BTCUSDT");
    }

    /** The settings on the result's tape. */
    private static String run(String strategy, Path result, Object... rest) {
        Object[] words = new Object[rest.length + 5];
        words[0] = "backtest";
        words[1] = strategy;
        System.arraycopy(rest, 0, words, 2, rest.length);
        words[rest.length + 2] = "--json";
        words[rest.length + 3] = "--out";
        words[rest.length + 4] = result.getParent();
        Run run = Run.of(words);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return settings(result);
    }

    private static String settings(Path result) {
        StringBuilder settings = new StringBuilder();
        for (String line : Run.of("cat", "--json", "-t", "ConfigSet", result).lines()) {
            JsonNode record = read(line);
            settings.append(record.findValue("key").asText())
                    .append(" value=")
                    .append(record.findValue("value").asText())
                    .append('\n');
        }
        return settings.toString();
    }

    private static List<String> started(Path result) {
        return Run.of("cat", "--json", "-t", "StrategyChanged", "-w", "change = STARTED", result)
                .lines();
    }

    private static List<String> limited(Path result) {
        return Run.of("cat", "--json", "-t", "RiskLimitsSet", result).lines().stream()
                .map(line -> read(line).findValue("instrument").asText())
                .distinct()
                .toList();
    }

    private static JsonNode read(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ten seconds of a market that does not move, whose quantities are multiples of the lot. */
    private static Path recording(String market, String lot) throws IOException {
        StringBuilder lines = new StringBuilder();
        String levels = "\"bids\":[[\"61000.1\",\"" + lot + "\"],[\"60999.9\",\"2\"]],\"asks\":[[\"61000.2\",\"" + lot
                + "\"],[\"61000.4\",\"2\"]]";
        lines.append(START)
                .append("000000 {\"lastUpdateId\":100,")
                .append(levels)
                .append("}\n");
        for (int i = 1; i <= 20; i++) {
            long millis = START + i * 500L;
            int update = 100 + i;
            lines.append(millis)
                    .append("000000 {\"stream\":\"btcusdt@depth\",\"data\":{\"e\":\"depthUpdate\",\"E\":")
                    .append(millis - 5)
                    .append(",\"T\":")
                    .append(millis - 5)
                    .append(",\"s\":\"BTCUSDT\",\"U\":")
                    .append(update)
                    .append(",\"u\":")
                    .append(update)
                    .append(",\"pu\":")
                    .append(update - 1)
                    .append(",\"b\":[[\"60999.8\",\"")
                    .append(i)
                    .append("\"]],\"a\":[]}}\n");
        }
        Path file = Files.writeString(temp.resolve(market), lines);
        Path tape = temp.resolve("J-" + market);
        Run run = Run.of("import", "binance", file, "--market", market, "--symbol", "BTCUSDT", "--out", tape);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return tape;
    }
}
