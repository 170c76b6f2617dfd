package io.onetape.journal.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.onetape.journal.excerpt.ArchivedCycle;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordHash;
import io.onetape.journal.seal.Base;
import io.onetape.journal.seal.GoesOn;
import io.onetape.journal.seal.Seals;
import io.onetape.journal.sequencer.Progress;
import io.onetape.journal.tape.DamagedTapeException;
import io.onetape.journal.tape.Manifest;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.journal.tape.TapeWriter;
import io.onetape.journal.tape.Ticks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cycles that are moved away, and moves that are killed on their way. Long: one way with many places to be killed at. */
final class MovingTest {
    private record Everything() implements RetentionBase {
        @Override
        public long sequence() {
            return Long.MAX_VALUE;
        }

        @Override
        public String heldBy() {
            return "nobody";
        }
    }

    @TempDir
    Path temp;

    private KeptTape tape = new KeptTape(Path.of(""));
    private Path away = Path.of("");
    private String whole = "";

    @BeforeEach
    void aSealedTapeOfWhichHalfIsArchived() {
        away = temp.resolve("away");
        tape = KeptTape.closed(temp.resolve("run/tape"), 700);
        whole = tape.hash();
        tape.seal();
        tape.archive(300);
    }

    @Test
    void theTapeBeginsBehindWhatWasMovedAndWhatWasMovedIsATape() {
        List<String> cycles = names();
        long last = Seals.read(tape.folder, 7).of(cycles.get(3)).get(0).last();
        Moving.Result moved = move(last + 1);
        assertThat(moved.moved()).containsExactlyElementsOf(cycles.subList(0, 4));
        assertThat(moved.base().orElseThrow().sequence()).isEqualTo(last);
        assertThat(names()).containsExactlyElementsOf(cycles.subList(4, cycles.size()));

        KeptTape rest = new KeptTape(away);
        assertThat(tape.hash()).hasSize(64);
        assertThat(rest.hash()).hasSize(64);
        assertThat(rest.firstBad()).isEqualTo("good");
        assertThat(hashOf(rest, tape)).isEqualTo(whole);
        assertThat(tape.firstBad()).isEqualTo("good");
        try (TapeReader reader = tape.tape().reader()) {
            assertThat(reader.next()).isTrue();
            assertThat(reader.number()).isEqualTo(last + 1);
            reader.seek(last + 200);
            assertThat(reader.next()).isTrue();
            assertThat(reader.number()).isEqualTo(last + 200);
            reader.seek(1);
            assertThat(reader.number()).isEqualTo(last);
            assertThat(reader.next()).isTrue();
            assertThat(reader.number()).isEqualTo(last + 1);
        }
        tape.goOn(250).seal();
        assertThat(tape.hash()).hasSize(64);
        assertThat(tape.firstBad()).isEqualTo("good");
    }

    @Test
    void moreCyclesGoToTheSameFolderAndNoOther() {
        move(250);
        assertThatThrownBy(() -> moveTo(temp.resolve("run/tape"), 450)).isInstanceOf(RuntimeException.class);
        move(450);
        assertThat(hashOf(new KeptTape(away), tape)).isEqualTo(whole);
        Path second = temp.resolve("second");
        moveTo(second, 650); // a new folder begins where the first ended
        KeptTape middle = new KeptTape(second);
        assertThat(middle.hash()).hasSize(64);
        assertThat(middle.firstBad()).isEqualTo("good");
        assertThat(Base.read(second)).isPresent();
        assertThat(middle.goOn(5).hash()).hasSize(64);
        tape.goOn(300).seal();
        assertThatThrownBy(() -> moveTo(away, 800)).isInstanceOf(RetentionException.class);
    }

    @Test
    void aRunThatWasKilledIsFinishedByTheNext() throws IOException {
        KeptTape twin = tape.copy(temp.resolve("twin"));
        List<String> cycles = names();
        Moving.Result all = new Moving(twin.tape(), base -> OptionalLong.empty())
                .run(temp.resolve("twin-away"), new Everything(), seal -> seal.last() < 450, false);
        all.base().orElseThrow().write(tape.folder); // killed after that
        assertThat(names()).containsExactlyElementsOf(cycles.subList(4, cycles.size()));
        assertThat(tape.hash()).isEqualTo(twin.hash());
        assertThat(tape.firstBad()).isEqualTo("good");
        move(1);
        assertThat(new KeptTape(away).hash()).isEqualTo(new KeptTape(temp.resolve("twin-away")).hash());
        try (Stream<Path> files = Files.list(tape.folder.resolve("archive"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".zst"))).isEmpty();
        }
    }

    @Test
    void whatARunHasCountedIsKnownAfterItWasKilled() throws IOException {
        Files.createDirectories(away);
        tape.tape().manifest().withEnd(Optional.empty()).write(away);
        Path obstacle = Files.createFile(away.resolve("index")); // where a folder is needed behind the first cycle
        Moving counting = new Moving(tape.tape(), base -> OptionalLong.of(7));
        assertThatThrownBy(() -> counting.run(away, new Everything(), seal -> seal.last() < 450, false))
                .isInstanceOf(UncheckedIOException.class);
        long end = tape.tape().base().orElseThrow().sequence();
        assertThat(GoesOn.behind(away, end)).contains(new GoesOn(end, OptionalLong.of(7)));
        assertThat(new KeptTape(away).tape().manifest().end()).isEmpty();
        assertThat(new KeptTape(away).last()).isBetween(1L, end - 1);

        Files.delete(obstacle);
        move(1); // this run cannot count any more
        assertThat(new KeptTape(away).tape().manifest().end().orElseThrow().number())
                .isEqualTo(end);
        assertThat(GoesOn.behind(away, end)).contains(new GoesOn(end, OptionalLong.of(7)));
        assertThat(hashOf(new KeptTape(away), tape)).isEqualTo(whole);
    }

    @Test
    void theEndIsSaidByTheNextRunIfAllWasMovedWhenOneWasKilled() {
        move(450);
        Manifest finished = Manifest.read(away);
        assertThat(finished.end()).isPresent();
        finished.withEnd(Optional.empty()).write(away);
        move(1);
        assertThat(Manifest.read(away)).isEqualTo(finished);

        KeptTape gone = new KeptTape(away).goOn(5);
        Manifest.read(away).withEnd(Optional.empty()).write(away);
        move(1);
        assertThat(gone.tape().manifest().end()).as("of a tape that went on").isEmpty();
    }

    @Test
    void nobodyCountsForARunThatWasKilledBeforeItSaidIt() {
        KeptTape twin = tape.copy(temp.resolve("twin"));
        Base base = new Moving(twin.tape(), unused -> OptionalLong.of(7))
                .run(temp.resolve("twin-away"), new Everything(), seal -> seal.last() < 450, false)
                .base()
                .orElseThrow();
        base.write(tape.folder);
        move(1);
        assertThat(GoesOn.behind(away, base.sequence()).orElseThrow().pending()).isEmpty();
    }

    @Test
    void withoutABaseATapeThatBeginsLaterIsRefused() throws IOException {
        move(450);
        long first = tape.tape().base().orElseThrow().sequence() + 1;
        Path base = tape.folder.resolve(Base.FILE);
        String text = Files.readString(base);
        Files.delete(base);
        assertThat(tape.verify().damage().orElseThrow().sequence()).isEqualTo(1);
        assertThat(tape.seals().difference()).isPresent();
        for (String[] edit : new String[][] {
            {"sequence=" + (first - 1), "sequence=" + first},
            {"sequence=" + (first - 1), "sequence=x"},
            {"crc32c=", "crc32c=1"},
            {"crc32c=", "cr="}
        }) {
            Files.writeString(base, text.replace(edit[0], edit[1]));
            assertThat(isDamaged()).as(edit[1]).isTrue();
            assertThat(tape.seals().difference()).as(edit[1]).isPresent();
        }
        Files.writeString(base, text.replaceFirst("chain=.", "chain=g"));
        assertThat(tape.seals().difference()).isPresent();
        Files.writeString(base, text);
        assertThat(tape.firstBad()).isEqualTo("good");
        Files.delete(tape.cycles().get(0));
        assertThat(tape.verify().damage().orElseThrow().sequence()).isEqualTo(first);
    }

    @Test
    void nothingGoesThatAServiceOrAReaderNeeds() throws IOException {
        Path run = temp.resolve("run");
        assertThatThrownBy(() -> RunRetention.of(run, file -> true))
                .isInstanceOf(RetentionException.class)
                .hasMessageContaining("found none");
        snapshot("risk", 350);
        snapshot("risk", 420);
        snapshot("account", 500);
        assertThat(RunRetention.of(run, file -> true).sequence()).isEqualTo(420);
        assertThat(RunRetention.of(run, file -> !file.toString().contains("0420"))
                        .sequence())
                .isEqualTo(350);
        progress("risk", 600);
        assertThat(RunRetention.of(run, file -> true).sequence()).isEqualTo(420);
        progress("account", 333);
        RunRetention needed = RunRetention.of(run, file -> true);
        assertThat(needed.sequence()).isEqualTo(333);
        assertThat(needed.heldBy()).contains("account");

        Moving.Result moved = new Moving(tape.tape(), base -> OptionalLong.empty())
                .run(away, needed, seal -> seal.last() < 600, false);
        assertThat(moved.base().orElseThrow().sequence()).isLessThan(333);
        assertThat(moved.held()).isNotEmpty();
        try (TapeReader reader = tape.tape().reader()) {
            reader.seek(333);
            assertThat(reader.next()).isTrue();
            assertThat(reader.number()).isEqualTo(333);
        }
        progress("dashboard", 700);
        assertThatThrownBy(() -> RunRetention.of(run, file -> true)).hasMessageContaining("good snapshot of dashboard");
        assertThatThrownBy(() -> RunRetention.of(run, file -> false)).hasMessageContaining("good snapshot of account");
    }

    @Test
    void onlyWhatIsStillWhatWasSealedIsMoved() throws IOException {
        KeptTape.flip(ArchivedCycle.archiveOf(tape.cycle(1)), 400, 3);
        assertThatThrownBy(() -> move(450)).isInstanceOf(DamagedTapeException.class);
        assertThat(tape.folder.resolve(Base.FILE)).doesNotExist();
        assertThat(away).doesNotExist();
    }

    @Test
    void aFolderWithSomethingElseIsRefused() throws IOException {
        Path full = Files.createDirectories(temp.resolve("full"));
        Files.writeString(full.resolve("letter.txt"), "x");
        assertThatThrownBy(() -> moveTo(full, 450)).hasMessageContaining("is not empty and no tape");
        Path other = temp.resolve("other");
        TapeFolder.create(other, 8, RollCycle.SECOND).close();
        assertThatThrownBy(() -> moveTo(other, 450)).hasMessageContaining("holds tape 8");
        assertThat(tape.folder.resolve(Base.FILE)).doesNotExist();
        assertThat(tape.hash()).isEqualTo(whole);
    }

    @Test
    void aDryRunMovesNothing() {
        List<String> cycles = names();
        Moving.Result foreseen = new Moving(tape.tape(), base -> OptionalLong.empty())
                .run(away, new Everything(), seal -> seal.last() < 450, true);
        assertThat(foreseen.moved()).hasSize(4);
        assertThat(names()).isEqualTo(cycles);
        assertThat(away).doesNotExist();
    }

    @Test
    void aWriterAndAFollowerGoOn() {
        try (TapeWriter writer = TapeFolder.append(tape.folder);
                TapeReader follower = tape.tape().follower()) {
            Ticks ticks = new Ticks(writer);
            while (follower.number() < writer.lastSequence()) {
                follower.next();
            }
            move(600);
            ticks.append(300, KeptTape.STEP);
            while (follower.number() < writer.lastSequence()) {
                follower.next();
            }
        }
        assertThat(tape.hash()).hasSize(64);
        assertThat(hashOf(new KeptTape(away), tape)).hasSize(64);
    }

    @Test
    void whatGoesToAnotherDiskIsCopiedAndTheOriginalPutInTheTrash() throws IOException {
        Path memory = Path.of("/dev/shm");
        assumeTrue(
                Files.isWritable(memory) && !Files.getFileStore(memory).equals(Files.getFileStore(temp)),
                "there is no second disk here");
        Path other = Files.createTempDirectory(memory, "onetape-moved");
        try {
            moveTo(other, 450);
            assertThat(hashOf(new KeptTape(other), tape)).isEqualTo(whole);
            assertThat(tape.folder
                            .resolve("trash")
                            .toFile()
                            .list((folder, name) -> name.contains(RollCycle.SUFFIX + ".zst")))
                    .isNotEmpty();
        } finally {
            try (Stream<Path> all = Files.walk(other)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private Moving.Result move(long before) {
        return moveTo(away, before);
    }

    private Moving.Result moveTo(Path target, long before) {
        return new Moving(tape.tape(), base -> OptionalLong.empty())
                .run(target, new Everything(), seal -> seal.last() < before, false);
    }

    private boolean isDamaged() {
        try {
            return tape.verify().damage().isPresent();
        } catch (DamagedTapeException e) {
            return true;
        }
    }

    private List<String> names() {
        return tape.cycles().stream().map(FinishedCycles::nameOf).toList();
    }

    private void snapshot(String service, long sequence) throws IOException {
        Path folder = Files.createDirectories(temp.resolve("run/snapshots").resolve(service));
        Files.writeString(folder.resolve(String.format(Locale.ROOT, "%019d.snapshot", sequence)), "x");
    }

    private void progress(String service, long consumed) throws IOException {
        Path folder = Files.createDirectories(temp.resolve("run/progress"));
        try (Progress progress = Progress.open(folder.resolve(service))) {
            progress.publish(consumed, 0);
        }
    }

    private static String hashOf(KeptTape first, KeptTape second) {
        RecordHash hash = new RecordHash();
        for (KeptTape part : List.of(first, second)) {
            try (TapeReader reader = part.tape().reader()) {
                while (reader.next()) {
                    hash.add(reader.record());
                }
            }
        }
        return hash.finish();
    }
}
