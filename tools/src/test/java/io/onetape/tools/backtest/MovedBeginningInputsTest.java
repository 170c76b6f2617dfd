package io.onetape.tools.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onetape.backtest.importer.tape.TapeImport;
import io.onetape.backtest.synthetic.SyntheticMarket;
import io.onetape.journal.archive.Moving;
import io.onetape.journal.archive.RetentionBase;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.tools.sample.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A market of two cycles, of which the first, where its instruments were defined, was moved away. */
final class MovedBeginningInputsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long HOUR = 1_699_999_200L * SECOND;

    /** Nothing is needed of what is moved. */
    private record NoService() implements RetentionBase {
        @Override
        public long sequence() {
            return Long.MAX_VALUE;
        }

        @Override
        public String heldBy() {
            return "nobody";
        }
    }

    @TempDir
    static Path temp;

    private static Path market;

    @BeforeAll
    static void moveTheBeginningAway() {
        market = market("market", 3);
        ok("seal", market);
        ok("archive", "--before", Long.toString(HOUR), market);
        Moving moving = new Moving(TapeFolder.open(market), base -> OptionalLong.empty());
        moving.run(temp.resolve("away"), new NoService(), seal -> seal.lastNanos() < HOUR, false);
        assertThat(ok("cat", "-t", "InstrumentDefined", market).lines()).hasSizeLessThan(2);
    }

    private static Path market(String name, int seed) {
        Path folder = temp.resolve(name);
        try (TapeImport target = new TapeImport(folder, seed)) {
            new SyntheticMarket(seed, 10 * SECOND, HOUR - 5 * SECOND).writeTo(target);
        }
        return folder;
    }

    @Test
    void aMergeKnowsWhatWasDefinedThere() throws Exception {
        Path other = market("other", 4);
        JsonNode merged = new ObjectMapper()
                .readTree(ok("backtest", "market-maker", market, other, "--symbol", "BTCUSDT", "--json")
                        .out());
        assertThat(merged.get("fills").asLong()).isPositive();
        Path kept = temp.resolve("kept");
        ok("backtest", "market-maker", market, market, "--symbol", "ETHUSDT", "--merged", kept);
        assertThat(ok("cat", "-t", "InstrumentDefined", kept).out()).contains("BTCUSDT", "ETHUSDT");

        Path none = temp.resolve("none");
        Run alone = ok("backtest", "market-maker", other, "--merged", none, "--shift-clock", "1ms");
        assertThat(alone.err()).contains("nothing is to be merged");
        assertThat(none).doesNotExist();
    }

    @Test
    void signalsFindTheirInstruments() throws Exception {
        Path file = Files.writeString(
                temp.resolve("signals.csv"),
                "available_time,symbol,name,value\n" + (HOUR + 2 * SECOND) + ",BTCUSDT,alpha,1\n");
        Path signals = temp.resolve("signals");
        assertThat(ok("import", "signals", file, "--market", market, "--out", signals)
                        .err())
                .doesNotContain("does not define");
        JsonNode signal = new ObjectMapper()
                .readTree(ok("cat", "--json", "-t", "ExternalSignal", signals).out());
        assertThat(signal.get("instrument").asInt()).isPositive();
        assertThat(signal.get("recordedAtNanos")).isEqualTo(signal.get("availableNanos"));
        ok("backtest", "signal-follower", signals, "--symbol", "BTCUSDT");
    }

    private static Run ok(Object... words) {
        Run run = Run.of(words);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }
}
