package io.onetape.tools.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onetape.journal.tape.Manifest;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.tools.doctor.Finding.Level;
import io.onetape.tools.sample.Run;
import io.onetape.tools.sample.SampleTape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DoctorTest {
    @TempDir
    Path temp;

    @Test
    void aGoodTapeHasNothingThatFails() throws IOException {
        Path tape = temp.resolve("J");
        SampleTape.writeOrder(tape);
        Run run = Run.of("doctor", tape);
        assertThat(run.exitCode()).as(run.out()).isZero();
        assertThat(run.lines())
                .anyMatch(line -> line.startsWith("ok    java"))
                .anyMatch(line -> line.startsWith("ok    jvm flags"))
                .anyMatch(line -> line.startsWith("ok    manifest       tape "))
                .anyMatch(line -> line.matches("ok {4}last record {4}sequence \\d+ at 20.*"))
                .anyMatch(line -> line.equals("ok    writer         none; it was closed"))
                .anyMatch(line -> line.equals("ok    seals          none"));
        JsonNode json =
                new ObjectMapper().readTree(Run.of("doctor", "--json", tape).out());
        assertThat(json.path("checks").size()).isGreaterThan(8);
        assertThat(json.path("checks").get(0).path("what").asText()).isEqualTo("java");
    }

    @Test
    void aTapeThatIsWrittenNamesItsWriterAndOneThatWasLeftOpenWarns() throws IOException {
        Path tape = temp.resolve("J");
        SampleTape.writeOrder(tape);
        try (var writer = TapeFolder.append(tape)) {
            assertThat(Run.of("doctor", tape).out())
                    .contains(
                            "is being written by pid " + ProcessHandle.current().pid());
            assertThat(writer.lastSequence()).isPositive();
            copy(tape, temp.resolve("left"));
        }
        Run left = Run.of("doctor", temp.resolve("left"));
        assertThat(left.exitCode()).isZero();
        assertThat(left.out())
                .contains("warn  writer", "did not close it", "next: tape verify " + temp.resolve("left"));
    }

    @Test
    void aDamagedManifestAndADamagedRecordFail() throws IOException {
        Path tape = temp.resolve("J");
        SampleTape.writeOrder(tape);
        copy(tape, temp.resolve("flipped"));
        Files.writeString(tape.resolve(Manifest.FILE), "nonsense");
        Run run = Run.of("doctor", tape);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("fail  manifest", "next: tape repair " + tape + " --out NEW_TAPE");

        Path cycle;
        try (var files = Files.list(temp.resolve("flipped"))) {
            cycle = files.filter(file -> file.toString().endsWith(".cq4"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(cycle);
        int last = bytes.length - 1;
        while (bytes[last] == 0) {
            last--;
        }
        bytes[last - 8] ^= 1;
        Files.write(cycle, bytes);
        Run flipped = Run.of("doctor", temp.resolve("flipped"));
        assertThat(flipped.exitCode()).isEqualTo(1);
        assertThat(flipped.out()).contains("fail  last record", "next: tape verify ");
    }

    @Test
    void aFolderThatIsNotThereYetIsJudgedByTheDiskUnderIt() {
        Path folder = temp.resolve("a/b");
        Run run = Run.of("doctor", folder);
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("ok    folder         " + folder + " would be made in " + temp);
        assertThat(folder).doesNotExist();
    }

    @Test
    void aConfigurationIsRead() throws IOException {
        Path file = Files.writeString(temp.resolve("c.yaml"), "mode: papr\n");
        Run run = Run.of("doctor", "--config", file, temp);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("fail  configuration", "papr", "next: correct it");
        Path good = Path.of("../config/paper.yaml");
        assertThat(Run.of("doctor", "--config", good, temp).out()).contains("ok    configuration  " + good);
    }

    @Test
    void limitsMemoryAndClocksAreJudgedByWhatTheSystemSays() throws IOException {
        system("proc/meminfo", "MemTotal: 2000000 kB\nMemAvailable:     1024 kB\n");
        system("proc/self/limits", """
                Max open files            1024      1024      files
                Max locked memory         8388608   8388608   bytes
                """);
        system("proc/sys/vm/max_map_count", "65530\n");
        system("sys/kernel/mm/transparent_hugepage/enabled", "[always] madvise never\n");
        system("sys/devices/system/clocksource/clocksource0/current_clocksource", "hpet\n");
        assertThat(run(2_000_000_000_000L))
                .extracting(f -> f.level() + " " + f.what())
                .containsExactly(
                        "WARN memory",
                        "WARN huge pages",
                        "WARN open files",
                        "OK mappings",
                        "OK locked memory",
                        "WARN /dev/shm",
                        "WARN clock source",
                        "WARN clock");
        system("run/systemd/timesync/synchronized", "");
        assertThat(run(2_000_000_000_000L)).last().extracting(Finding::level).isEqualTo(Level.OK);
        assertThat(run(1_000_000_000_000L)).last().extracting(Finding::level).isEqualTo(Level.FAIL);
        assertThat(run(2_000_000_000_000L))
                .filteredOn(f -> f.level() != Level.OK)
                .allSatisfy(f -> assertThat(f.next()).isNotEmpty());
    }

    @Test
    void disksAndFlagsAreJudged() {
        assertThat(FolderChecks.space(1 << 20).level()).isEqualTo(Level.FAIL);
        assertThat(FolderChecks.space(500L << 20).level()).isEqualTo(Level.WARN);
        assertThat(FolderChecks.space(2L << 30).level()).isEqualTo(Level.OK);
        assertThat(FolderChecks.fileSystem("ext4").level()).isEqualTo(Level.OK);
        assertThat(FolderChecks.fileSystem("nfs4").level()).isEqualTo(Level.FAIL);
        assertThat(FolderChecks.fileSystem("tmpfs").level()).isEqualTo(Level.WARN);
        assertThat(JavaChecks.version(11).level()).isEqualTo(Level.FAIL);
        assertThat(JavaChecks.flags(List.of("sun.nio.ch")).found()).contains("sun.nio.ch");
    }

    private List<Finding> run(long nowMillis) {
        return new MachineChecks(new SystemFiles(temp)).run(256L << 20, nowMillis);
    }

    private void system(String file, String text) throws IOException {
        Path path = temp.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (var files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
