package io.onetape.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Source;
import io.onetape.journal.reference.Sources;
import io.onetape.journal.seal.Base;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.journal.tape.TapeWriter;
import io.onetape.replay.snapshot.SnapshotFolder;
import io.onetape.tools.sample.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A paper session of several cycles with snapshots, of which the first cycles are archived and moved away: what still can be regenerated is, and compared. */
final class MovedBeginningTest {
    private static final long MARKET = 4_000_000_000L;
    private static final List<String> SERVICES =
            List.of("marketdata", "strategy", "risk", "execution", "account", "venue");

    @TempDir
    Path folder;

    private Path tape = Path.of("");
    private Path away = Path.of("");
    private long base;

    @BeforeEach
    void moveTheBeginningAway() throws Exception {
        away = folder.resolve("away");
        try (LockstepRun run = new LockstepRun(folder, (service, consumed, emitted) -> false, 400, Tamper.NOTHING)) {
            run.roll(RollCycle.SECOND);
            run.keepSnapshots(1_000);
            run.feed(LiveFacts.of(5, MARKET));
            run.run();
            tape = run.tape();
        }
        assertThat(ok("verify", "--replay", tape).out()).contains("all equal").doesNotContain("moved away");
        ok("seal", tape);
        ok("archive", "--before", "-1500ms", tape);
        ok("archive", "--move-to", away, "--before", "-500ms", tape);
        base = Base.read(tape).orElseThrow().sequence();
        assertThat(base).isGreaterThan(100);
    }

    @Test
    void everyServiceIsRegeneratedFromItsFirstGoodSnapshot() throws Exception {
        Run verified = ok("verify", "--replay", tape);
        assertThat(verified.out())
                .contains("outputs regenerated, all equal", "the records up to " + base + " were moved away");
        JsonNode replay = json("verify", "--replay", "--json", tape).get("replay");
        assertThat(replay.get("compared").asLong()).isGreaterThan(100);
        assertThat(replay.get("missing").asLong()).isZero();
        assertThat(replay.get("notRegenerated")).isEmpty();
        assertThat(replay.get("regenerated")).hasSize(SERVICES.size());
        for (JsonNode one : replay.get("regenerated")) {
            long first = firstSnapshot(one.get("service").asText());
            assertThat(one.get("from").asLong()).isEqualTo(first + 1);
            assertThat(verified.out().replaceAll("\\s+", " "))
                    .contains(one.get("service").asText() + " from " + (first + 1));
        }
        assertThat(replay.get("compared").asLong() + notCompared(replay)).isEqualTo(outputs());
    }

    @Test
    void anOutputThatNobodyEmitsIsFoundAndNamed() throws Exception {
        long planted = plant("risk");

        Run verified = Run.of("verify", "--replay", tape);

        assertThat(verified.exitCode()).isEqualTo(1);
        assertThat(verified.out()).contains("the first different output is at sequence " + planted + ", of risk");
        Run asked = Run.of("verify", "--replay", "--json", tape);
        assertThat(asked.out()).contains("\"firstDifference\":\"" + planted + "\",\"source\":\"risk\"");
    }

    @Test
    void aFlippedSnapshotIsNotUsed() throws Exception {
        List<Path> files = behindBase("execution");
        flip(files.get(0));

        JsonNode replay = json("verify", "--replay", "--json", tape).get("replay");

        for (JsonNode one : replay.get("regenerated")) {
            if (one.get("service").asText().equals("execution")) {
                assertThat(one.get("from").asLong()).isEqualTo(SnapshotFolder.sequenceOf(files.get(1)) + 1);
            }
        }
        assertThat(replay.get("firstDifference").isNull()).isTrue();
    }

    @Test
    void withoutAGoodSnapshotOfAServiceItIsRefused() throws Exception {
        for (Path file : behindBase("execution")) {
            flip(file);
        }
        for (Run refused : List.of(
                Run.of("verify", "--replay", tape),
                Run.of("verify", "--replay", "--json", tape),
                Run.of("state", "rebuild", "--check", tape))) {
            assertThat(refused.exitCode()).isEqualTo(6);
            assertThat(refused.out()).isEmpty();
            assertThat(refused.err())
                    .contains("expected a good snapshot of execution", "found none in ", "put the moved cycles back");
        }
        assertThat(ok("state", "rebuild", "--check", "--service", "risk", tape).out())
                .contains("MATCHES");
    }

    @Test
    void statesAreRebuiltFromTheFirstGoodSnapshot() throws Exception {
        Run check = ok("state", "rebuild", "--check", tape);
        for (String service : SERVICES) {
            assertThat(check.lines().stream().filter(line -> line.startsWith(service)))
                    .hasSize(behindBase(service).size())
                    .first()
                    .asString()
                    .contains(" at ", " " + firstSnapshot(service) + " ", "rebuilt from here");
        }
        assertThat(check.out()).contains("MATCHES").doesNotContain("DIFFERS");
        flip(behindBase("risk").get(1));
        assertThat(Run.of("state", "rebuild", "--check", tape).exitCode()).isEqualTo(1);
    }

    private long plant(String service) {
        ExpandableArrayBuffer copy = new ExpandableArrayBuffer();
        TapeFolder stored = TapeFolder.open(tape);
        int source = stored.sources().byName(service).map(Source::number).orElseThrow();
        int length = 0;
        try (TapeReader reader = stored.reader()) {
            while (reader.next()) {
                RecordView record = reader.record();
                if (record.source() == source) {
                    length = record.length();
                    copy.putBytes(0, record.buffer(), 0, length);
                }
            }
        }
        assertThat(length).isPositive();
        try (TapeWriter writer = TapeFolder.append(tape)) {
            copy.putLong(RecordHeader.SOURCE_SEQUENCE, writer.sources().last(source) + 1);
            return writer.append(copy, length, source, writer.lastNanos());
        }
    }

    private long outputs() {
        long outputs = 0;
        TapeFolder stored = TapeFolder.open(tape);
        Sources sources = stored.sources();
        try (TapeReader reader = stored.reader()) {
            while (reader.next()) {
                outputs += sources.isDerived(reader.record().source()) ? 1 : 0;
            }
        }
        return outputs;
    }

    private static long notCompared(JsonNode replay) {
        long notCompared = 0;
        for (JsonNode one : replay.get("regenerated")) {
            notCompared += one.get("notCompared").asLong();
        }
        return notCompared;
    }

    private long firstSnapshot(String service) {
        return SnapshotFolder.sequenceOf(behindBase(service).get(0));
    }

    /** The first one first. */
    private List<Path> behindBase(String service) {
        return new SnapshotFolder(folder.resolve("snapshots").resolve(service), 1)
                .newestFirst().stream()
                        .filter(file -> SnapshotFolder.sequenceOf(file) > base)
                        .sorted()
                        .toList();
    }

    private static void flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 4;
        Files.write(file, bytes);
    }

    private static JsonNode json(Object... args) throws IOException {
        return new ObjectMapper().readTree(ok(args).out());
    }

    private static Run ok(Object... args) {
        Run run = Run.of(args);
        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        return run;
    }
}
