package io.onetape.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onetape.tools.sample.Run;
import io.onetape.tools.sample.SampleTape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What commands print of one small tape, kept beside this test as files. */
final class GoldenTest {
    @TempDir
    static Path folder;

    private static Path tape;
    private static Path other;

    private static final Path GOLDEN = Path.of("src/test/resources/io/onetape/tools/golden");

    @BeforeAll
    static void write() {
        tape = folder.resolve("tape");
        other = folder.resolve("other");
        SampleTape.writeOrder(tape);
        SampleTape.writeOtherOrder(other);
    }

    @ParameterizedTest
    @CsvSource({
        "info.txt, info",
        "info.json, info --json",
        "cat.txt, cat",
        "cat.ndjson, cat --json --from seq:10",
        "cat-fill.txt, cat -t Fill",
        "depth.csv, export --format csv -t DepthUpdate -t depthupdate",
        "mixed.csv, cat --format csv -t Fill -t Signal",
        "stats.txt, 'stats --by type,1s'",
        "stats.ndjson, stats --by symbol --json",
        "explain.txt, explain mm1-7",
        "explain-tree.txt, explain --tree mm1-7",
        "explain.json, explain --json mm1-7"
    })
    void theOutputIsTheGoldenOne(String file, String command) throws IOException {
        Run run = Run.of((Object[]) (command + " " + tape).split(" ", -1));

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo(golden(file, run));
    }

    @Test
    void theFirstDifferenceOfTwoTapesIsShownWithItsFields() throws IOException {
        Run run = Run.of("diff", tape, other);

        assertThat(run.out()).isEqualTo(golden("diff.txt", run));
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void theFirstDifferenceAsJsonHasBothRecordsAndTheFields() throws IOException {
        JsonNode json = new ObjectMapper()
                .readTree(Run.of("diff", "--json", tape, other).out());

        assertThat(json.get("identical").asBoolean()).isFalse();
        assertThat(json.at("/firstDivergence/sequence").asText()).isEqualTo("20");
        assertThat(json.at("/firstDivergence/left/type").asText()).isEqualTo("OrderRequested");
        assertThat(json.at("/firstDivergence/fields/quantity/1").asText()).isEqualTo("0.02");
    }

    @Test
    void aTapeIsIdenticalToItself() {
        Run run = Run.of("diff", tape, tape);

        assertThat(run.out()).isEqualTo("identical, 28 records\n");
        assertThat(run.exitCode()).isZero();
        assertThat(Run.of("diff", "--derived", tape, tape).out()).isEqualTo("identical, 9 outputs\n");
        assertThat(Run.of("diff", "--derived", tape, other).exitCode()).isEqualTo(1);
    }

    @Test
    void onATerminalLinesAreCutAndNothingElseChanges() {
        Run file = Run.of("cat", tape);
        Run terminal = Run.on(80, Map.of(), "cat", tape);

        assertThat(terminal.lines()).hasSameSizeAs(file.lines());
        for (int i = 0; i < file.lines().size(); i++) {
            String whole = file.lines().get(i);
            String expected = whole.length() > 80 ? whole.substring(0, 79) + "…" : whole;
            assertThat(terminal.lines().get(i)).isEqualTo(expected);
        }
    }

    @Test
    void theStateOfOneServiceIsOneObject() throws IOException {
        JsonNode json = new ObjectMapper()
                .readTree(Run.of("state", "show", "--service", "marketdata", "--json", tape)
                        .out());

        assertThat(json.get("v").asInt()).isEqualTo(1);
        assertThat(json.get("sequence").asText()).isEqualTo("28");
        assertThat(json.get("stateHash").asText()).hasSize(64);
        assertThat(json.at("/instruments/0/symbol").asText()).isEqualTo("BTCUSDT");
    }

    @Test
    void theStateOfAllServicesIsAnObjectByService() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        JsonNode all = mapper.readTree(
                Run.of("state", "show", "--json", "--at", "seq:15", tape).out());
        JsonNode one = mapper.readTree(
                Run.of("state", "show", "--json", "--at", "2024-08-08T12:00:00.000342", "--service", "risk", tape)
                        .out());

        assertThat(all.fieldNames())
                .toIterable()
                .containsExactly("v", "sequence", "marketdata", "strategy", "risk", "execution", "account");
        assertThat(one.get("sequence").asText()).isEqualTo("15");
        assertThat(all.at("/risk/stateHash")).isEqualTo(one.get("stateHash"));
    }

    /** {@code GOLDEN_WRITE=true} in the environment writes the file anew. */
    private static String golden(String file, Run run) throws IOException {
        Path path = GOLDEN.resolve(file);
        if ("true".equals(System.getenv("GOLDEN_WRITE"))) {
            Files.writeString(path, run.out());
        }
        return Files.readString(path);
    }
}
