package io.onetape.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onetape.tools.sample.Run;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** States of a short demo, for people and for programs. */
final class StateShowTest {
    @TempDir
    static Path folder;

    private static Path run;

    @BeforeAll
    static void trade() {
        Run demo = Run.of("demo", "--minutes", "1", "--out", folder.resolve("demo"));
        assertThat(demo.exitCode()).isZero();
        assertThat(demo.out()).contains(": 1 minute of two instruments").contains("  tape cat -t Fill -n 5 ");
        run = folder.resolve("demo").resolve("run").resolve("tape");
    }

    @Test
    void idsAndTimesAreStringsAndWhatIsUnknownIsNull() throws Exception {
        String json = Run.of("state", "show", "--json", run).out();
        JsonNode all = new ObjectMapper().readTree(json);

        assertThat(all.at("/execution/tapeId").isTextual()).isTrue();
        assertThat(all.at("/execution/intents/0/intent").isTextual()).isTrue();
        assertThat(all.at("/marketdata/instruments/0/lastUpdateId").isTextual()).isTrue();
        assertThat(all.at("/marketdata/instruments/0/id").isInt()).isTrue();
        assertThat(json).doesNotContain("\"null\"").doesNotContain(Long.toString(Long.MIN_VALUE));
        assertThat(Pattern.compile("[:,\\[]-?[0-9]{16,}").matcher(json).find()).isFalse();
    }

    @Test
    void ofABookTheLevelsAtTheTouchAreShown() {
        Run five = Run.of("state", "show", "--service", "marketdata", run);
        Run two = Run.of("state", "show", "--service", "marketdata", "--levels", "2", run);

        assertThat(five.out()).startsWith("# marketdata at sequence ").contains("\n# state hash ");
        assertThat(five.lines().stream().filter(line -> line.contains(" x "))).hasSize(20);
        assertThat(two.lines().stream().filter(line -> line.contains(" x "))).hasSize(8);
        assertThat(five.out()).contains(" more: --levels ");
    }

    @Test
    void ofTheOrdersThatEndedTheLastAreShown() {
        Run shown = Run.of("state", "show", "--service", "execution", run);

        assertThat(shown.out()).contains(" earlier ones: --json");
        List<String> ended = shown.lines().stream()
                .dropWhile(line -> !line.equals("ended:"))
                .skip(1)
                .takeWhile(line -> line.startsWith("  "))
                .toList();
        assertThat(ended.stream().filter(line -> line.startsWith("  - "))).hasSize(20);
    }

    @Test
    void aQuietReplayIsOneObjectToo() throws Exception {
        Run quiet = Run.of("replay", "--speed", "max", "-q", "--json", "-t", "Fill", run);
        JsonNode json = new ObjectMapper().readTree(quiet.out());

        assertThat(json.get("v").asInt()).isEqualTo(1);
        assertThat(json.get("records").asLong()).isPositive();
        assertThat(json.get("spanNanos").isTextual()).isTrue();
    }
}
