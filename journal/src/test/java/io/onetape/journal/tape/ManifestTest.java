package io.onetape.journal.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.journal.excerpt.RollCycle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ManifestTest {
    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsRead() {
        for (long tapeId : new long[] {0, 7, -1, Long.MIN_VALUE}) {
            for (RollCycle roll : RollCycle.values()) {
                Manifest open = new Manifest(tapeId, Numbering.SEQUENCE, roll, 1, Optional.empty());
                open.write(folder);
                assertThat(Manifest.read(folder)).isEqualTo(open);
                Manifest closed = open.withEnd(Optional.of(new Manifest.End(Long.MAX_VALUE, -2)));
                closed.write(folder);
                assertThat(Manifest.read(folder)).isEqualTo(closed);
            }
        }
    }

    @Test
    void aMissingLineIsNamed() throws IOException {
        new Manifest(7, Numbering.SEQUENCE, RollCycle.DAY, 1, Optional.of(new Manifest.End(9, 9))).write(folder);
        List<String> lines = Files.readAllLines(folder.resolve(Manifest.FILE));
        for (String key : List.of("tapeId", "numbering", "roll", "schemaVersion", "lastCrc32c")) {
            Files.write(
                    folder.resolve(Manifest.FILE),
                    lines.stream().filter(line -> !line.startsWith(key + "=")).toList());
            assertThatThrownBy(() -> Manifest.read(folder))
                    .isInstanceOf(DamagedTapeException.class)
                    .hasMessageContaining("expected a line " + key + "=");
        }
    }

    @Test
    void aWrongValueIsNamed() throws IOException {
        String good = "numbering=SEQUENCE\nroll=HOUR\nschemaVersion=1\ntapeId=7\n";
        for (String[] change : new String[][] {
            {"SEQUENCE", "sequence"},
            {"HOUR", "YEAR"},
            {"schemaVersion=1", "schemaVersion=one"},
            {"tapeId=7", "tapeId=x"}
        }) {
            Files.writeString(folder.resolve(Manifest.FILE), good.replace(change[0], change[1]));
            assertThatThrownBy(() -> Manifest.read(folder))
                    .isInstanceOf(DamagedTapeException.class)
                    .hasMessageContaining("the manifest cannot be read");
        }
    }

    @Test
    void garbageIsDamageOfTheTape() throws IOException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 300; i++) {
            byte[] garbage = new byte[random.nextInt(4_096)];
            random.nextBytes(garbage);
            Files.write(folder.resolve(Manifest.FILE), garbage);
            assertThatThrownBy(() -> Manifest.read(folder)).isInstanceOf(DamagedTapeException.class);
        }
    }

    @Test
    void anOversizedFileIsNotEvenRead() throws IOException {
        Files.write(folder.resolve(Manifest.FILE), new byte[1 << 20]);
        assertThatThrownBy(() -> Manifest.read(folder))
                .isInstanceOf(DamagedTapeException.class)
                .hasMessageContaining("the manifest has 1048576 bytes");
    }

    @Test
    void whereThereIsNoTapeTheMessageSaysWhatIsThere() throws IOException {
        assertThatThrownBy(() -> Manifest.read(folder))
                .isInstanceOf(NoTapeException.class)
                .hasMessageContaining("expected a file tape.manifest in it");
        assertThatThrownBy(() -> Manifest.read(folder.resolve("nowhere")))
                .isInstanceOf(NoTapeException.class)
                .hasMessageContaining("no such folder");
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> Manifest.read(file))
                .isInstanceOf(NoTapeException.class)
                .hasMessageContaining("is a file");
        Files.createFile(folder.resolve("20240808-23L.cq4"));
        assertThatThrownBy(() -> Manifest.read(folder))
                .isInstanceOf(DamagedTapeException.class)
                .hasMessageContaining("missing beside the cycle files");
    }
}
