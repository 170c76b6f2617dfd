package io.onetape.tools.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onetape.tools.sample.Run;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code backtest --like-live} of a real paper session: processes of {@code tape run}, each in its own time. */
class LikeLivePaperTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String[] OWN = {"--queue-model", "risk-averse", "--latency", "1ms"};

    @TempDir
    static Path folder;

    private static Path tape;

    @BeforeAll
    static void aSession() throws Exception {
        LiveRun.market(folder, 7, 8_000_000_000L);
        try (LiveRun run = LiveRun.start(folder, "4x", LiveRun.THREE, "hour", "")) {
            tape = run.tape();
            run.awaitEnd();
        }
    }

    @Test
    void itDecidesAsItDidAndTheSameVenueFillsAsItDid() throws IOException {
        Path out = folder.resolve("L");
        Run run = Run.of("backtest", "--like-live", tape, "--out", out, OWN[0], OWN[1], OWN[2], OWN[3]);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("outputs regenerated, all equal", "no order was filled otherwise than it really was");
        JsonNode json = MAPPER.readTree(out.resolve("like-live.json").toFile());
        assertThat(json.get("session").asText()).isEqualTo("paper");
        assertThat(json.get("outputs").asInt()).isGreaterThan(500);
        assertThat(json.get("differences").asInt()).isZero();
        assertThat(json.get("firstDifference").isNull()).isTrue();
        assertThat(json.get("bothFilled").asInt()).isPositive();
        assertThat(json.get("onlyReal").asInt()).isZero();
        assertThat(json.get("onlySimulated").asInt()).isZero();
        assertThat(json.get("netPnlDifference").decimalValue().signum()).isZero();
        assertThat(json.get("orderTable")).hasSize(json.get("orders").asInt());
        assertThat(json.get("rows").get(0).get("netPnl"))
                .isEqualTo(json.get("rows").get(1).get("netPnl"));
    }

    @Test
    void aChangedParameterIsFoundAtTheFirstRecordThatItChanges() throws IOException {
        Run run = Run.of("backtest", "--like-live", tape, "--set", "mm2.requote=3", "--json");
        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        JsonNode json = MAPPER.readTree(run.out());
        Run first = Run.of(
                "cat",
                "--json",
                "-t",
                "StrategyChanged",
                "--from",
                "seq:" + json.get("firstDifference").asText(),
                "-n",
                "1",
                tape);
        assertThat(json.get("source").asText()).isEqualTo("strategy");
        assertThat(first.out()).contains("mm2", "LOADED");

        assertThat(Run.of("backtest", "--like-live", tape, "--set", "mm9.spread=2")
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void anotherVenueFillsOtherwiseAndTheFitFindsItsOwn() throws IOException {
        Run run = Run.of("backtest", "--like-live", tape, "--latency", "200ms", "--queue-model", "last", "--json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode json = MAPPER.readTree(run.out());
        assertThat(json.get("onlyReal").asInt() + json.get("onlySimulated").asInt())
                .isPositive();
        assertThat(json.get("squaredError").asDouble()).isPositive();

        JsonNode fit = MAPPER.readTree(Run.of("backtest", "--like-live", tape, "--fit", "--json")
                        .out())
                .get("fit");
        assertThat(fit.get("options").asText())
                .isEqualTo("--queue-model risk-averse --entry-latency 1ms --response-latency 1ms");
        assertThat(fit.get("models").get(0).get("squaredError").asDouble()).isZero();
        assertThat(Run.of("backtest", "--like-live", tape, "--fit").out())
                .contains("to type: --queue-model risk-averse");
    }

    @Test
    void whatCannotBeMeantIsAUsageError() {
        assertThat(Run.of("backtest", "market-maker", "--like-live", tape).exitCode())
                .isEqualTo(2);
        assertThat(Run.of("backtest", "market-maker", tape, "--fit").exitCode()).isEqualTo(2);
        assertThat(Run.of("backtest", "--like-live", tape, "--bracket").exitCode())
                .isEqualTo(2);
        assertThat(Run.of("backtest").exitCode()).isEqualTo(2);
        assertThat(Run.of("backtest", "--like-live", folder.resolve("market")).exitCode())
                .isEqualTo(6);
    }
}
