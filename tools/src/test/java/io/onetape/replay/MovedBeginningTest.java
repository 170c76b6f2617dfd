package io.onetape.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onetape.journal.excerpt.CycleFile;
import io.onetape.journal.excerpt.CycleFiles;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Source;
import io.onetape.journal.reference.Sources;
import io.onetape.journal.seal.Base;
import io.onetape.journal.seal.GoesOn;
import io.onetape.journal.sequencer.Progress;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.journal.tape.TapeWriter;
import io.onetape.replay.snapshot.Snapshot;
import io.onetape.replay.snapshot.SnapshotFolder;
import io.onetape.tools.sample.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A paper session of several cycles with snapshots, of which the first cycles are archived and moved away: what still can be regenerated is, and compared. Longer than most: each case needs this session. */
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
            run.inFreeOrder();
            run.keepSnapshots(1_000);
            run.feed(LiveFacts.of(5, MARKET));
            run.run();
            tape = run.tape();
        }
        assertThat(ok("verify", "--replay", tape).out()).contains("all equal").doesNotContain("moved away");
        ok("seal", tape);
        ok("archive", "--before", "-1500ms", tape);
        ok("archive", "--move-to", away, "--before", "-1500ms", tape);
        base = Base.read(tape).orElseThrow().sequence();
        assertThat(base).isGreaterThan(100);
    }

    @Test
    void everyServiceIsRegeneratedFromTheBase() throws Exception {
        Run verified = ok("verify", "--replay", tape);
        assertThat(verified.out())
                .contains("outputs regenerated, all equal", "the records up to " + base + " were moved away");
        JsonNode replay = requireAllFrom(base + 2);
        assertThat(replay.get("compared").asLong()).isGreaterThan(50);
        assertThat(replay.get("missing").asLong()).isZero();
        assertThat(replay.get("notRegenerated")).isEmpty();
        assertThat(notCompared(replay)).as("on their way at the base").isPositive();
        assertThat(replay.get("compared").asLong() + notCompared(replay)).isEqualTo(outputs());
        for (String service : SERVICES) {
            assertThat(verified.out().replaceAll("\\s+", " ")).contains(service + " from " + (base + 2));
        }
        try (Stream<Path> snapshots = Files.walk(folder.resolve("snapshots"))) {
            snapshots.filter(Files::isRegularFile).forEach(MovedBeginningTest::flip);
        }
        requireAllFrom(base + 2);
    }

    @Test
    void whatWasMovedIsRegeneratedFromItsBeginning() {
        assertThat(ok("verify", "--replay", away).out())
                .contains("all equal", "outputs are not on the tape: its cycles were moved here")
                .doesNotContain("moved away");
    }

    @Test
    void whatWasMovedLacksAsManyOutputsAsStandWhereItGoesOn() throws Exception {
        Path goesOn = away.resolve(GoesOn.FILE);
        String[] lines = Files.readString(goesOn).split("pending=", 2);
        long pending = Long.parseLong(lines[1].strip());
        assertThat(pending).isPositive();
        for (long other : List.of(pending - 1, pending + 1)) {
            Files.writeString(goesOn, lines[0] + "pending=" + other + "\n");
            assertThat(Run.of("verify", "--replay", away).exitCode()).isEqualTo(1);
        }
    }

    @Test
    void theBeginningMovesOnAndTheStatesWithIt() throws Exception {
        long first = base;
        ok("archive", "--move-to", away, "--before", "-500ms", tape);
        base = Base.read(tape).orElseThrow().sequence();
        assertThat(base).isGreaterThan(first);
        requireAllFrom(base + 2);
    }

    @Test
    void whatIsMovedToASecondFolderIsRegeneratedFromItsBeginning() throws Exception {
        long first = base;
        Path second = folder.resolve("second").resolve("tape");
        Files.createDirectories(second);
        ok("archive", "--move-to", second, "--before", "-500ms", tape);
        base = Base.read(tape).orElseThrow().sequence();
        requireAllFrom(base + 2);

        tape = second;
        JsonNode replay = requireAllFrom(first + 2);
        long missing = replay.get("missing").asLong();
        assertThat(missing).as("outputs that stand on the tape that goes on").isPositive();
        Path goesOn = second.resolve(GoesOn.FILE);
        String said = Files.readString(goesOn);
        assertThat(said).contains("pending=" + missing + "\n");
        Files.writeString(goesOn, said.replace("pending=" + missing, "pending=" + (missing + 1)));
        assertThat(Run.of("verify", "--replay", second).exitCode()).isEqualTo(1);

        for (String service : SERVICES) { // there is no output in this folder, so none is refused, and none runs
            assertThat(statesOfBase(service)).hasSize(1).allSatisfy(Files::delete);
        }
        replay = json("verify", "--replay", "--json", second).get("replay");
        assertThat(replay.get("missing").asLong()).isZero();
        assertThat(replay.get("notRegenerated")).hasSize(SERVICES.size());
    }

    @Test
    void withoutAStateBeforeTheNextBeginningNoneIsKeptAndNobodyCounts() throws Exception {
        for (String service : SERVICES) {
            for (Path file : statesOfBase(service)) {
                Files.delete(file);
            }
            List<Path> newestFirst =
                    new SnapshotFolder(folder.resolve("snapshots").resolve(service), 1).newestFirst();
            for (Path file : newestFirst.subList(1, newestFirst.size())) {
                Files.delete(file);
            }
        }

        Run moved = ok("archive", "--move-to", away, "--before", "-500ms", tape);

        assertThat(Base.read(tape).orElseThrow().sequence()).isGreaterThan(base);
        assertThat(moved.err())
                .contains("no states are kept for the new beginning: the first good snapshot of ", "behind the new");
        assertThat(SERVICES)
                .allSatisfy(service -> assertThat(statesOfBase(service)).isEmpty());
        assertThat(Files.readString(away.resolve(GoesOn.FILE))).contains("pending=unknown");
        assertThat(ok("verify", "--replay", away).out()).contains("all equal", "nobody could tell how many of them");
    }

    @Test
    void aBackupHoldsTheStates() throws Exception {
        Path key = Files.write(folder.resolve("key"), new byte[32]);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        ok("backup", folder, "--out", folder.resolve("run.backup"), "--key-file", key);
        ok("restore", folder.resolve("run.backup"), "--key-file", key, "--out", folder.resolve("restored"));
        tape = folder.resolve("restored").resolve("tape");
        requireAllFrom(base + 2);
    }

    @Test
    void anOutputThatNobodyEmitsIsFoundAndNamed() {
        long planted = plant("risk", 0);

        Run verified = Run.of("verify", "--replay", tape);

        assertThat(verified.exitCode()).isEqualTo(1);
        assertThat(verified.out()).contains("the first different output is at sequence " + planted + ", of risk");
        Run asked = Run.of("verify", "--replay", "--json", tape);
        assertThat(asked.out()).contains("\"firstDifference\":\"" + planted + "\",\"source\":\"risk\"");
    }

    @Test
    void aFlippedSnapshotIsNotUsed() throws Exception {
        flip(statesOfBase("execution").get(0));
        List<Path> files = behindBase("execution");
        assertThat(from("execution")).isEqualTo(SnapshotFolder.sequenceOf(files.get(0)) + 1);
        flip(files.get(0));
        assertThat(from("execution")).isEqualTo(SnapshotFolder.sequenceOf(files.get(1)) + 1);
        assertThat(from("risk")).isEqualTo(base + 2);
        assertThat(ok("verify", "--replay", tape).out()).contains("all equal");
    }

    @Test
    void withoutAGoodSnapshotOfAServiceItIsRefused() throws Exception {
        statesOfBase("execution").forEach(MovedBeginningTest::flip);
        behindBase("execution").forEach(MovedBeginningTest::flip);
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
    void statesAreRebuiltFromTheBase() throws Exception {
        Run check = ok("state", "rebuild", "--check", tape);
        for (String service : SERVICES) {
            assertThat(check.lines().stream().filter(line -> line.startsWith(service)))
                    .hasSize(behindBase(service).size() + 1)
                    .first()
                    .asString()
                    .contains(" at ", " " + (base + 1) + " ", "rebuilt from here");
        }
        assertThat(check.out()).contains("MATCHES").doesNotContain("DIFFERS");
        flip(behindBase("risk").get(1));
        assertThat(Run.of("state", "rebuild", "--check", tape).exitCode()).isEqualTo(1);
    }

    @Test
    void aDamagedRestIsRepairedOnceTheBeginningIsBack() throws Exception {
        flipRecord();
        Run refused = Run.of("repair", tape, "--out", folder.resolve("repaired"));
        assertThat(refused.exitCode()).isEqualTo(6);
        assertThat(refused.err()).contains("begins behind " + base, "put the cycles that were moved away back");
        assertThat(folder.resolve("repaired")).doesNotExist();

        try (Stream<Path> moved = Files.walk(away)) {
            for (Path file : moved.filter(path ->
                            path.toString().contains(".cq4") || path.toString().contains("index/"))
                    .filter(Files::isRegularFile)
                    .toList()) {
                Path back = tape.resolve(away.relativize(file));
                Files.createDirectories(back.resolveSibling(""));
                Files.move(file, back);
            }
        }
        Files.delete(tape.resolve(Base.FILE));
        ok("repair", tape, "--out", folder.resolve("repaired"));
        assertThat(json("verify", "--json", folder.resolve("repaired"))
                        .get("records")
                        .asLong())
                .isGreaterThan(base);
    }

    @Test
    void aDifferenceInWhatGoesIsSaidAndTheCyclesGo() {
        long planted = plant("risk", 0);
        long last = plant(LockstepRun.FEED, 2_000_000_000L);
        ok("seal", tape);
        try (TapeReader reader = TapeFolder.open(tape).reader()) {
            assertThat(reader.seekLast()).isTrue();
            for (String service : SERVICES) {
                new SnapshotFolder(folder.resolve("snapshots").resolve(service), 1_000)
                        .write(new Snapshot(
                                LockstepRun.TAPE_ID,
                                service,
                                "b",
                                false,
                                1,
                                last,
                                reader.crc32c(),
                                0,
                                0,
                                new Snapshot.State(new byte[0])));
                try (Progress progress =
                        Progress.open(folder.resolve("progress").resolve(service))) {
                    progress.publish(last, 0);
                }
            }
        }

        Run moved = ok("archive", "--move-to", away, "--before", "end", tape);

        assertThat(moved.err())
                .contains("no states are kept for the new beginning: the output at sequence " + planted + ", of risk");
        assertThat(Base.read(tape).orElseThrow().sequence()).isEqualTo(planted);
    }

    private long plant(String service, long nanosLater) {
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
            return writer.append(copy, length, source, writer.lastNanos() + nanosLater);
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

    /** All services are regenerated from this sequence on, and no output differs. */
    private JsonNode requireAllFrom(long sequence) throws IOException {
        JsonNode replay = json("verify", "--replay", "--json", tape).get("replay");
        assertThat(replay.get("firstDifference").isNull()).isTrue();
        assertThat(replay.get("regenerated")).hasSize(SERVICES.size());
        for (JsonNode one : replay.get("regenerated")) {
            assertThat(one.get("from").asLong()).isEqualTo(sequence);
        }
        return replay;
    }

    private long from(String service) throws IOException {
        for (JsonNode one :
                json("verify", "--replay", "--json", tape).get("replay").get("regenerated")) {
            if (one.get("service").asText().equals(service)) {
                return one.get("from").asLong();
            }
        }
        throw new AssertionError(service);
    }

    private List<Path> statesOfBase(String service) {
        return new SnapshotFolder(tape.resolve(Base.SNAPSHOTS).resolve(service), 1).newestFirst();
    }

    /** The first one first. */
    private List<Path> behindBase(String service) {
        return new SnapshotFolder(folder.resolve("snapshots").resolve(service), 1)
                .newestFirst().stream()
                        .filter(file -> SnapshotFolder.sequenceOf(file) > base)
                        .sorted()
                        .toList();
    }

    /** One bit of the last record but a few. */
    private void flipRecord() throws IOException {
        List<Path> cycles = new CycleFiles(tape).all();
        long offset;
        Path newest = cycles.get(cycles.size() - 1);
        try (CycleFile file = new CycleFile(newest)) {
            file.next();
            file.next();
            offset = file.documentOffset() + 70;
        }
        byte[] bytes = Files.readAllBytes(newest);
        bytes[(int) offset] ^= 4;
        Files.write(newest, bytes);
    }

    private static void flip(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 4;
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
