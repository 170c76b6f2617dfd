package io.onetape.tools.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onetape.backtest.importer.tape.TapeImport;
import io.onetape.backtest.synthetic.SyntheticMarket;
import io.onetape.tools.sample.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --bracket} and {@code --latency-table}: each line is a backtest of its own. */
class RunTablesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    static Path temp;

    private static Path tape;
    private static Path run;
    private static Run whole;

    @BeforeAll
    static void aRunWithBothTables() {
        tape = temp.resolve("J");
        try (TapeImport target = new TapeImport(tape, 1)) {
            new SyntheticMarket(3, 10 * SECOND, 1_760_000_000L * SECOND).writeTo(target);
        }
        run = temp.resolve("R");
        whole = Run.of(
                "backtest",
                "market-maker",
                tape,
                "--out",
                run,
                "--queue-model=power:3",
                "--latency",
                "3ms",
                "--latency-jitter",
                "1ms",
                "--bracket",
                "--latency-table",
                "0,1,2.5");
    }

    @Test
    void theCommandOfEachLineGivesItAlone() throws IOException {
        assertThat(whole.exitCode()).as(whole.err()).isZero();
        for (String file : List.of("bracket.json", "latency-table.json")) {
            for (JsonNode row : MAPPER.readTree(run.resolve(file).toFile()).get("rows")) {
                List<Object> words = new ArrayList<>();
                row.get("command").forEach(word -> words.add(word.asText()));
                words.remove(0); // tape
                words.add("--json");
                JsonNode alone = MAPPER.readTree(Run.of(words.toArray()).out());
                assertThat(alone.get("outputHash")).as(row.get("name").asText()).isEqualTo(row.get("outputHash"));
                assertThat(alone.get("netPnl")).isEqualTo(row.get("netPnl"));
                assertThat(whole.out()).contains(row.get("outputHash").asText().substring(0, 16));
            }
        }
    }

    @Test
    void theBracketHoldsTheRunAndDiffersInTheFillModelAlone() throws IOException {
        JsonNode rows = MAPPER.readTree(run.resolve("bracket.json").toFile()).get("rows");
        assertThat(rows.findValuesAsText("name")).containsExactly("pessimistic", "base", "optimistic");
        assertThat(rows.findValuesAsText("settings"))
                .containsExactly(
                        "--queue-model last --fill-model partialFill",
                        "--queue-model power:3 --fill-model partialFill",
                        "--queue-model first --fill-model partialFill");
        assertThat(rows.get(1).get("outputHash").asText()).startsWith(hashIn(whole));
        assertThat(rows.get(0).get("makerFills").asInt())
                .isLessThan(rows.get(2).get("makerFills").asInt());
    }

    @Test
    void theLatencyTableHasTheRunAtOne() throws IOException {
        JsonNode rows =
                MAPPER.readTree(run.resolve("latency-table.json").toFile()).get("rows");
        assertThat(rows.findValuesAsText("settings"))
                .containsExactly("--latency-times 0", "--latency-times 1", "--latency-times 2.5");
        assertThat(rows.get(1).get("outputHash").asText()).startsWith(hashIn(whole));
        assertThat(rows.findValuesAsText("outputHash")).doesNotHaveDuplicates();
    }

    @Test
    void asJsonTheTablesStandInTheOneObject() throws IOException {
        Run json = Run.of("backtest", "market-maker", tape, "--bracket", "--json");
        JsonNode object = MAPPER.readTree(json.out());
        assertThat(object.get("bracket")).hasSize(3);
        assertThat(object.get("bracket").get(1).get("outputHash")).isEqualTo(object.get("outputHash"));
    }

    @Test
    void aMultipleThatIsNoneIsAUsageError() {
        for (String bad : List.of("-1", "x", "100000", "1", "1,1.0")) {
            Run refused = Run.of("backtest", "market-maker", tape, "--latency-table=" + bad);
            assertThat(refused.exitCode()).as(bad).isEqualTo(2);
            assertThat(refused.err()).contains("--latency-table");
        }
    }

    @Test
    void theReportShowsBoth() throws IOException {
        assertThat(Run.of("report", run).exitCode()).isZero();
        assertThat(Files.readString(run.resolve("report.html")))
                .contains("--queue-model last --fill-model partialFill", "--latency-times 2.5");
    }

    private static String hashIn(Run text) {
        return text.lines().stream()
                .filter(line -> line.startsWith("output hash"))
                .map(line -> line.substring(14))
                .findFirst()
                .orElseThrow();
    }
}
