package io.onetape.tools.keep;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.excerpt.CycleFile;
import io.onetape.journal.excerpt.CycleFiles;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.schema.TickEncoder;
import io.onetape.journal.sequencer.Progress;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.journal.tape.TapeWriter;
import io.onetape.replay.snapshot.Snapshot;
import io.onetape.replay.snapshot.SnapshotFolder;
import io.onetape.tools.sample.Run;
import io.onetape.tools.sample.SampleTape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeepCommandsTest {
    private static final int TICKS = 600;
    private static final long STEP = 10_000_000;

    @TempDir
    Path temp;

    private Path run = Path.of("");
    private Path tape = Path.of("");

    @BeforeEach
    void aRun() throws IOException {
        run = Files.createDirectory(temp.resolve("run"));
        tape = run.resolve("tape");
        RecordDraft draft = new RecordDraft();
        TickEncoder tick = new TickEncoder();
        try (TapeWriter writer = TapeFolder.create(tape, 7, RollCycle.SECOND)) {
            int clock = writer.define(SourceKind.OUTSIDE, "clock", SampleTape.START);
            for (int i = 1; i <= TICKS; i++) {
                draft.begin(tick, 0).wallNanos(i);
                draft.source(clock, i);
                writer.append(draft.buffer(), draft.length(), clock, SampleTape.START + i * STEP);
            }
        }
    }

    @Test
    void aTapeIsSealedArchivedAndReadAsBefore() {
        List<String> before = ok("cat", "--format", "ndjson", tape).lines();
        String hash = field(ok("verify", "--json", tape), "hash");
        assertThat(ok("seal", "--dry-run", tape).out()).contains("would seal 7 cycles");
        assertThat(ok("verify", "--seals", tape).out()).contains("not sealed: ");
        String chain = field(ok("seal", "--json", tape), "chain");
        assertThat(ok("seal", tape).out()).contains("nothing to seal; 7 seals, chain " + chain);
        assertThat(ok("archive", "--dry-run", tape).out()).contains("would archive 6 cycles");
        assertThat(ok("archive", "--before", "seq:250", tape).out()).contains("archived 2 cycles");
        assertThat(ok("archive", "--json", "--level", 1, tape).out()).contains("\"unsealed\":[]");
        assertThat(ok("archive", tape).out()).contains("nothing to archive");

        assertThat(ok("cat", "--format", "ndjson", tape).lines()).isEqualTo(before);
        assertThat(ok("cat", "-r", "-n", 3, "--to", "seq:200", tape).lines()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(ok("verify", "--seals", "--chain", chain, "--json", tape).out())
                .contains("\"sealed\":7", "\"firstBad\":null", hash);
        Run other = Run.of("verify", "--chain", "0".repeat(64), tape);
        assertThat(other.exitCode()).isEqualTo(4);
        assertThat(other.err()).contains("chain value");
    }

    @Test
    void onATerminalSealsFitItsWidthAndTheChainIsWhole() {
        for (Object[] command : new Object[][] {{"seal", tape}, {"seal", tape}, {"verify", "--seals", tape}}) {
            Run narrow = Run.on(80, Map.of(), command);
            assertThat(narrow.exitCode()).as(narrow.err()).isZero();
            assertThat(narrow.out()).containsPattern("chain\\s+[0-9a-f]{64}\n");
            assertThat(narrow.lines()).allMatch(line -> line.length() <= 80);
        }
    }

    @Test
    void whatIsNotWhatWasSealedEndsWithFourAndTheCyclesName() throws IOException {
        ok("seal", tape);
        Path cycle = new CycleFiles(tape).all().get(2);
        flipSecondRecord(cycle);
        Run verify = Run.of("verify", "--seals", "--json", tape);
        String name = cycle.getFileName().toString().replace(".cq4", "");
        assertThat(verify.exitCode()).isEqualTo(4);
        assertThat(verify.out()).contains("\"firstBad\":\"" + name + "\"");
        assertThat(verify.err()).contains("cycle " + name + " is not what was sealed", "damaged at sequence");
        assertThat(Run.of("archive", tape).exitCode()).isEqualTo(4);
        Files.writeString(tape.resolve("seals"), "x");
        assertThat(Run.of("seal", tape).exitCode()).isEqualTo(4);
        assertThat(Run.of("verify", "--seals", tape).exitCode()).isEqualTo(4);
    }

    @Test
    void cyclesAreMovedAwayOnlyBehindSnapshotsOfEveryService() throws IOException {
        ok("seal", tape);
        Path away = temp.resolve("away");
        assertThat(Run.of("archive", "--move-to", away, tape).exitCode()).isEqualTo(2);
        Run without = Run.of("archive", "--move-to", away, "--before", "end", tape);
        assertThat(without.exitCode()).isEqualTo(6);
        assertThat(without.err()).contains("expected snapshots of every service");

        snapshot("risk", 50, 0);
        Run held = Run.of("archive", "--move-to", away, "--before", "end", tape);
        assertThat(held.exitCode()).isEqualTo(6);
        assertThat(held.err()).contains("risk, whose newest good snapshot");
        snapshot("risk", 450, 0);
        snapshot("risk", 550, 1); // of another record
        try (Progress progress =
                Progress.open(Files.createDirectory(run.resolve("progress")).resolve("risk"))) {
            progress.publish(560, 0);
        }
        String hash = field(ok("verify", "--json", tape), "hash");
        ok("archive", "--before", "seq:250", tape);
        assertThat(ok("archive", "--move-to", away, "--before", "end", "--dry-run", tape)
                        .out())
                .contains("would move");
        Run moved = ok("archive", "--move-to", away, "--before", "end", "--json", tape);
        assertThat(moved.out()).contains("\"needed\":\"450\"");
        assertThat(moved.err()).contains("does not count", "stay, from");

        assertThat(field(ok("verify", "--json", tape), "hash")).isNotEqualTo(hash);
        assertThat(ok("verify", "--seals", tape).out()).contains("of them of cycles that were moved away");
        assertThat(ok("verify", "--seals", away).out()).contains("good: ");
        assertThat(ok("info", "--json", tape).out()).doesNotContain("\"firstSequence\":\"1\"");
        assertThat(ok("cat", "-r", tape).lines()).hasSizeGreaterThan(100);
        assertThat(ok("verify", "--replay", tape).out()).contains("Regenerated from snapshots: nothing");
        assertThat(Run.of("state", "show", "--at", "seq:10", tape).exitCode()).isEqualTo(2);
        assertThat(Run.of("archive", "--move-to", away, "--before", "end", tape).exitCode())
                .isEqualTo(6); // all that is left is needed
        assertThat(ok("archive", "--move-to", away, "--before", "seq:2", tape).out())
                .contains("nothing to move");
    }

    @Test
    void aRunIsBackedUpAndRestored() throws IOException {
        Files.writeString(Files.createDirectory(run.resolve("config")).resolve("paper.yaml"), "a: 1");
        byte[] bytes = new byte[32];
        bytes[3] = 7;
        Path key = Files.write(temp.resolve("key"), bytes);
        Path file = temp.resolve("run.backup");
        Path copy = temp.resolve("copy");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        Run open = Run.of("backup", run, "--out", file, "--key-file", key);
        assertThat(open.exitCode()).isEqualTo(6);
        assertThat(open.err()).contains("chmod 600");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));

        assertThat(ok("backup", run, "--out", file, "--key-file", key).out()).contains("backed up to sequence ");
        assertThat(Run.of("backup", run, "--out", file, "--key-file", key).exitCode())
                .isEqualTo(6);
        assertThat(ok("restore", file, "--key-file", key, "--out", copy, "--dry-run")
                        .out())
                .contains("the backup is good");
        assertThat(copy).doesNotExist();
        String hash = field(ok("restore", file, "--key-file", key, "--out", copy, "--json"), "hash");
        assertThat(field(ok("verify", "--json", copy.resolve("tape")), "hash"))
                .isEqualTo(hash)
                .isEqualTo(field(ok("verify", "--json", tape), "hash"));
        assertThat(copy.resolve("config/paper.yaml")).hasContent("a: 1");

        flip(file, 300);
        Run damaged = Run.of("restore", file, "--key-file", key, "--out", temp.resolve("no"));
        assertThat(damaged.exitCode()).isEqualTo(4);
        assertThat(damaged.err()).contains("frame 0 is not what was written");
        flip(file, 300);
        flip(key, 5);
        Run wrong = Run.of("restore", file, "--key-file", key, "--out", temp.resolve("no"));
        assertThat(wrong.exitCode()).isEqualTo(6);
        assertThat(wrong.err()).contains("does not open it");
        assertThat(temp.resolve("no")).doesNotExist();
        assertThat(Run.of("restore", temp.resolve("none"), "--key-file", key, "--out", temp.resolve("no"))
                        .exitCode())
                .isEqualTo(3);
    }

    private void snapshot(String service, long sequence, int crcError) {
        try (TapeReader reader = TapeFolder.open(tape).reader()) {
            reader.seek(sequence);
            reader.next();
            int crc = reader.crc32c() + crcError;
            new SnapshotFolder(run.resolve("snapshots").resolve(service), 5)
                    .write(new Snapshot(
                            7, service, "b", false, 3, sequence, crc, 0, 0, new Snapshot.State(new byte[] {1})));
        }
    }

    private static Run ok(Object... args) {
        Run run = Run.of(args);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }

    private static String field(Run run, String name) {
        return run.out().replaceAll("(?s).*\"" + name + "\":\"([^\"]*)\".*", "$1");
    }

    private static void flipSecondRecord(Path cycle) throws IOException {
        long offset;
        try (CycleFile file = new CycleFile(cycle)) {
            file.next();
            file.next();
            offset = file.documentOffset() + 70;
        }
        flip(cycle, offset);
    }

    private static void flip(Path file, long offset) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, offset);
            one.put(0, (byte) (one.get(0) ^ 4)).rewind();
            channel.write(one, offset);
        }
    }
}
