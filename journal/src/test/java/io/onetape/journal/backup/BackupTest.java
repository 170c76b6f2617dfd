package io.onetape.journal.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.onetape.journal.archive.KeptTape;
import io.onetape.journal.archive.OutboxRetirement;
import io.onetape.journal.excerpt.CycleFile;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordHash;
import io.onetape.journal.schema.TickEncoder;
import io.onetape.journal.seal.Base;
import io.onetape.journal.tape.DamagedTapeException;
import io.onetape.journal.tape.Numbering;
import io.onetape.journal.tape.OutboxFolder;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.journal.tape.TapeWriter;
import io.onetape.journal.tape.Ticks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in a backup, and what a restore refuses. Long: both sides of one format. */
final class BackupTest {
    @TempDir
    Path temp;

    private Path run = Path.of("");
    private Path file = Path.of("");
    private Path key = Path.of("");
    private KeptTape tape = new KeptTape(run);

    @BeforeEach
    void aRun() throws IOException {
        run = Files.createDirectory(temp.resolve("run"));
        file = temp.resolve("run.backup");
        key = keyFile("key", randomKey(1));
        tape = KeptTape.closed(run.resolve("tape"), 500);
    }

    @Test
    void whatIsRestoredHasTheSameRecords() throws IOException {
        tape.seal();
        tape.archive(350);
        tape.goOn(50);
        put("snapshots/risk/0000000000000000100.snapshot", "risk at 100");
        put("snapshots/risk/0000000000000999999.snapshot", "of a tape that goes further");
        put("snapshots/risk/0000000000000000200.snapshot.next", "not whole");
        put("snapshots/account/0000000000000000120.snapshot", "x".repeat(300_000));
        put("plugins/" + "a".repeat(64) + ".jar", "a plug-in");
        put("config/limits.yaml", "a: 1");
        put("halt", "operator");
        put("progress/risk", "not in it");
        put("logs/risk.log", "not in it");
        outbox(run.resolve("outbox/risk"), 300);

        Backup.Result written = backup(Optional.empty());
        assertThat(written.sequence()).isEqualTo(tape.last());
        assertThat(written.snapshots()).isEqualTo(2);
        assertThat(written.outboxes()).isEqualTo(1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        Path out = temp.resolve("restored");
        Restore.Result restored = restore(file, key, out);
        assertThat(restored.sequence()).isEqualTo(tape.last());
        assertThat(restored.hash()).isEqualTo(tape.hash());
        KeptTape copy = new KeptTape(out.resolve("tape"));
        assertThat(copy.hash()).isEqualTo(tape.hash());
        assertThat(copy.firstBad()).isEqualTo("good");
        assertThat(copy.seal().chain()).isEqualTo(tape.seal().chain());
        assertThat(files(out, "tape/")).doesNotContain("progress/risk", "logs/risk.log");
        for (String path : List.of(
                "snapshots/risk/0000000000000000100.snapshot",
                "snapshots/account/0000000000000000120.snapshot",
                "plugins/" + "a".repeat(64) + ".jar",
                "config/limits.yaml",
                "halt")) {
            assertThat(out.resolve(path)).hasSameBinaryContentAs(run.resolve(path));
        }
        assertThat(files(out.resolve("snapshots"), "~")).hasSize(2);
        assertThat(lastOf(out.resolve("outbox/risk"))).isEqualTo(300);
        try (OutboxFolder box = OutboxFolder.open(out.resolve("outbox/risk"), RollCycle.SECOND)) {
            assertThat(box.lastNumber()).isEqualTo(300);
        }
        String before = tape.goOn(200).hash();
        assertThat(copy.goOn(200).hash()).isEqualTo(before);
    }

    @Test
    void anOutboxWhoseFirstCyclesAreSetAsideIsRestoredAsItIs() throws IOException {
        Path outbox = run.resolve("outbox/risk");
        outbox(outbox, 300);
        assertThat(new OutboxRetirement(outbox).run(250)).isNotEmpty();
        long begin = Base.read(outbox).orElseThrow().sequence();
        assertThat(begin).isPositive();
        backup(Optional.empty());
        Path out = temp.resolve("restored");
        restore(file, key, out);
        assertThat(Base.read(out.resolve("outbox/risk"))).isEqualTo(Base.read(outbox));
        try (TapeReader reader = TapeReader.ofFolder(out.resolve("outbox/risk"), Numbering.SOURCE_SEQUENCE)) {
            assertThat(reader.number()).isEqualTo(begin);
            while (reader.next()) {
                // each is checked
            }
            assertThat(reader.number()).isEqualTo(300);
        }
        try (OutboxFolder box = OutboxFolder.open(out.resolve("outbox/risk"), RollCycle.SECOND)) {
            assertThat(box.lastNumber()).isEqualTo(300);
        }
    }

    @Test
    void aTapeThatIsBeingWrittenIsSavedUpToASequence() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
            try (TapeWriter writer = TapeFolder.append(tape.folder)) {
                Ticks ticks = new Ticks(writer);
                while (!stop.get()) {
                    ticks.append(5, KeptTape.STEP);
                    LockSupport.parkNanos(500_000);
                }
            }
        });
        for (int i = 0; i < 2; i++) {
            file = temp.resolve("live" + i);
            Backup.Result written = backup(Optional.empty());
            Path out = temp.resolve("restored" + i);
            Restore.Result restored = restore(file, key, out);
            assertThat(restored.sequence()).isEqualTo(written.sequence());
            assertThat(restored.hash()).isEqualTo(hashUpTo(tape, written.sequence()));
            new KeptTape(out.resolve("tape")).goOn(20);
        }
        stop.set(true);
        writing.join();
        assertThat(tape.hash()).hasSize(64);
    }

    @Test
    void aPassphraseOpensWhatItClosed() throws IOException {
        key = keyFile("passphrase", "correct horse battery staple\n".getBytes(StandardCharsets.UTF_8));
        backup(Optional.of(put("elsewhere/paper.yaml", "b: 2")));
        Path other = keyFile("other", "wrong horse battery staple".getBytes(StandardCharsets.UTF_8));
        refused(file, other, BackupException.Fault.KEY, "not the one that the backup was made with");
        refused(file, keyFile("raw", randomKey(1)), BackupException.Fault.KEY, "expected the passphrase");
        restore(file, key, temp.resolve("restored"));
        assertThat(temp.resolve("restored/config/paper.yaml")).hasContent("b: 2");
    }

    @Test
    void anotherKeyDoesNotOpenIt() throws IOException {
        backup(Optional.empty());
        refused(file, keyFile("other", randomKey(2)), BackupException.Fault.KEY, "does not open it");
    }

    @Test
    void aFlippedBitAnywhereIsFoundAndNothingIsRestored() throws IOException {
        backup(Optional.empty());
        SplittableRandom random = random();
        long size = Files.size(file);
        for (int i = 0; i < 150; i++) {
            long offset = i < 100 ? i : random.nextLong(size);
            KeptTape.flip(file, offset, i % 8);
            refused(file, key, BackupException.Fault.DAMAGED, "");
            KeptTape.flip(file, offset, i % 8);
        }
        restore(file, key, temp.resolve("restored"));
    }

    @Test
    void aBackupThatIsCutOffIsFoundAndNothingIsRestored() throws IOException {
        backup(Optional.empty());
        byte[] whole = Files.readAllBytes(file);
        SplittableRandom random = random();
        Path cut = temp.resolve("cut");
        for (int i = 0; i < 40; i++) {
            int length = i < 20 ? whole.length - 1 - i : random.nextInt(whole.length);
            Files.write(cut, Arrays.copyOf(whole, length));
            refused(cut, key, BackupException.Fault.DAMAGED, "");
        }
        Files.write(cut, Arrays.copyOf(whole, whole.length + 1));
        refused(cut, key, BackupException.Fault.DAMAGED, "behind the last frame");
    }

    @Test
    void framesOfTwoBackupsDoNotMix() throws IOException {
        backup(Optional.empty());
        Path first = file;
        file = temp.resolve("second.backup");
        backup(Optional.empty());
        byte[] mixed = Files.readAllBytes(first);
        byte[] other = Files.readAllBytes(file);
        int header = 94;
        System.arraycopy(other, header, mixed, header, Math.min(other.length, mixed.length) - header);
        Files.write(temp.resolve("mixed"), mixed);
        refused(temp.resolve("mixed"), key, BackupException.Fault.DAMAGED, "frame 0 is not what was written");
    }

    @Test
    void aKeyFileThatOthersMayReadIsRefused() throws IOException {
        for (String permissions : List.of("rw-r-----", "rw----r--", "rw--w----")) {
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(permissions));
            assertThatThrownBy(() -> KeyFile.read(key))
                    .isInstanceOf(BackupException.class)
                    .hasMessageContaining("chmod 600");
        }
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("r--------"));
        assertThat(KeyFile.read(key)).hasToString("KeyFile(RAW)");
    }

    @Test
    void aKeyFileThatIsNoKeyIsRefused() throws IOException {
        for (byte[] bytes : List.of(new byte[0], "short\n".getBytes(StandardCharsets.UTF_8), new byte[31])) {
            Path bad = keyFile("bad", bytes);
            assertThatThrownBy(() -> KeyFile.read(bad)).isInstanceOf(BackupException.class);
        }
        Path text = keyFile("text", "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8));
        assertThat(KeyFile.read(text)).hasToString("KeyFile(PASSPHRASE)");
    }

    @Test
    void nothingIsReplaced() throws IOException {
        backup(Optional.empty());
        assertThatThrownBy(() -> backup(Optional.empty())).hasMessageContaining("is there already");
        put("full/letter.txt", "x");
        assertThatThrownBy(() -> restore(file, key, run.resolve("full"))).hasMessageContaining("is not empty");
        assertThatThrownBy(() -> restore(file, key, file)).hasMessageContaining("is a file");
        assertThat(new Restore(file, KeyFile.read(key), n -> {})
                        .into(temp.resolve("dry"), true)
                        .hash())
                .isEqualTo(tape.hash());
        assertThat(temp.resolve("dry")).doesNotExist();
        Files.createDirectory(temp.resolve("empty"));
        restore(file, key, temp.resolve("empty"));
    }

    @Test
    void aDamagedTapeIsNotBackedUp() throws IOException {
        Path cycle = tape.cycles().get(1);
        try (CycleFile open = new CycleFile(cycle)) {
            open.next();
            open.next();
            KeptTape.flip(cycle, open.documentOffset() + 70, 1);
        }
        assertThatThrownBy(() -> backup(Optional.empty())).isInstanceOf(DamagedTapeException.class);
        assertThat(file).doesNotExist();
        assertThat(file.resolveSibling("run.backup.next")).doesNotExist();
    }

    private Backup.Result backup(Optional<Path> configuration) {
        return new Backup(run, configuration, n -> {}).write(file, KeyFile.read(key));
    }

    private static Restore.Result restore(Path from, Path keyFile, Path out) {
        return new Restore(from, KeyFile.read(keyFile), n -> {}).into(out, false);
    }

    private void refused(Path from, Path keyFile, BackupException.Fault fault, String message) {
        Path out = temp.resolve("refused");
        BackupException e = catchThrowableOfType(BackupException.class, () -> restore(from, keyFile, out));
        assertThat(e).hasMessageContaining(message);
        assertThat(e.fault()).isEqualTo(fault);
        assertThat(temp.toFile().list((folder, name) -> name.startsWith("refused")))
                .isEmpty();
    }

    private Path keyFile(String name, byte[] bytes) throws IOException {
        Path written = Files.write(temp.resolve(name), bytes);
        return Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rw-------"));
    }

    private static byte[] randomKey(long seed) {
        byte[] bytes = new byte[32];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }

    private static SplittableRandom random() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        return new SplittableRandom(seed);
    }

    private Path put(String path, String content) throws IOException {
        Path target = run.resolve(path);
        Files.createDirectories(target.getParent());
        return Files.writeString(target, content);
    }

    private static void outbox(Path folder, int records) {
        RecordDraft draft = new RecordDraft();
        TickEncoder tick = new TickEncoder();
        try (OutboxFolder box = OutboxFolder.open(folder, RollCycle.SECOND)) {
            for (int number = 1; number <= records; number++) {
                draft.begin(tick, 0).wallNanos(number);
                draft.source(9, number);
                box.append(draft, Ticks.START + number * KeptTape.STEP);
            }
        }
    }

    private static long lastOf(Path outbox) {
        try (TapeReader reader = TapeReader.ofFolder(outbox, Numbering.SOURCE_SEQUENCE)) {
            return reader.seekLast() ? reader.number() : 0;
        }
    }

    private static String hashUpTo(KeptTape tape, long last) {
        RecordHash hash = new RecordHash();
        try (TapeReader reader = tape.tape().reader()) {
            while (reader.number() < last && reader.next()) {
                hash.add(reader.record());
            }
        }
        return hash.finish();
    }

    private static List<String> files(Path folder, String without) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(path -> folder.relativize(path).toString())
                    .filter(path -> !path.startsWith(without))
                    .toList();
        }
    }
}
