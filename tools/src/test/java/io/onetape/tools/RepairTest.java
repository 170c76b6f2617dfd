package io.onetape.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.tape.Manifest;
import io.onetape.tools.sample.Run;
import io.onetape.tools.sample.SampleTape;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tape repair} of tapes that lost something, and what {@code verify --replay} says of what it wrote. */
final class RepairTest {
    @TempDir
    Path folder;

    private Path tape;
    private Path repaired;

    @BeforeEach
    void write() {
        tape = folder.resolve("tape");
        repaired = folder.resolve("repaired");
        SampleTape.writeOrder(tape);
    }

    @Test
    void aTapeThatLostItsManifestIsRepaired() throws Exception {
        Files.delete(tape.resolve(Manifest.FILE));

        assertThat(Run.of("cat", tape).err()).contains("the manifest tape.manifest is missing", "tape repair " + tape);
        Run tried = Run.of("repair", "--dry-run", tape);
        assertThat(tried.exitCode()).isZero();
        assertThat(tried.out()).contains("28 records before sequence 29 are good");
        JsonNode dry = new ObjectMapper()
                .readTree(Run.of("repair", "--dry-run", "--json", tape).out());
        assertThat(dry.get("firstDamaged").asText()).isEqualTo("29");
        JsonNode done = new ObjectMapper()
                .readTree(Run.of("repair", "--json", tape, "--out", repaired).out());
        assertThat(done.get("kept").asLong()).isEqualTo(28);
        assertThat(done.get("lost").isNull()).isTrue();
        assertThat(done.get("tapeId").asText()).matches("[0-9a-f]{16}");
        assertThat(Run.of("verify", repaired).exitCode()).isZero();
    }

    @Test
    void theIdsOfTapesMatchWhereverTheyAreShown() throws Exception {
        Files.delete(tape.resolve(Manifest.FILE));
        Run.of("repair", tape, "--out", repaired);
        String id = Manifest.text(Manifest.read(repaired).tapeId());

        assertThat(Run.of("info", repaired).out()).contains(id);
        assertThat(Run.of("cat", "-t", "CycleStarted", repaired).out()).contains("tapeId=" + id);
        assertThat(Run.of("cat", "-t", "TapeRepaired", repaired).out()).contains("originalTapeId=0000000000000abc");
        assertThat(Files.readString(repaired.resolve(Manifest.FILE))).contains("tapeId=" + id);
    }

    @Test
    void aReplayOfARepairedTapeSaysThatItWasRepaired() throws Exception {
        Path demo = folder.resolve("demo");
        Run.of("demo", "--minutes", "1", "--out", demo);
        Path run = demo.resolve("run").resolve("tape");
        Files.delete(run.resolve(Manifest.FILE));
        assertThat(Run.of("repair", run, "--out", repaired).exitCode()).isZero();

        Run verified = Run.of("verify", "--replay", repaired);

        assertThat(verified.exitCode()).isEqualTo(1);
        assertThat(verified.out()).contains("the first different output is at sequence ", "the tape was repaired");
    }

    @Test
    void outputsThatADerivedDiffFindsDifferByWhatTheySay() {
        Path other = folder.resolve("other");
        try (SampleTape sample = SampleTape.begin(other, 1, RollCycle.HOUR)) {
            sample.pass(1_000_000);
            sample.order("0.020");
        }
        String diff = Run.of("diff", "--derived", tape, other).out();
        assertThat(diff).contains("first difference").doesNotContain("  sequence ", "  causedBy ", "  correlation ");
    }
}
