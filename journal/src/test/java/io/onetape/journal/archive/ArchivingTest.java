package io.onetape.journal.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.journal.excerpt.ArchivedCycle;
import io.onetape.journal.seal.Seals;
import io.onetape.journal.tape.DamagedTapeException;
import io.onetape.journal.tape.TapeReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ArchivingTest {
    @TempDir
    Path temp;

    @Test
    void anArchivedTapeReadsAsItDidBefore() throws IOException {
        KeptTape tape = KeptTape.closed(temp.resolve("J"), 900);
        String before = tape.hash();
        int cycles = tape.cycles().size();
        tape.seal();
        assertThat(tape.archive().archived()).hasSize(cycles - 1);
        assertThat(files(tape.folder, ".cq4")).hasSize(1);
        assertThat(files(tape.folder.resolve("archive"), ".zst")).hasSize(cycles - 1);
        assertThat(files(tape.folder.resolve("trash"), "")).hasSize(cycles - 1);

        assertThat(tape.cycles()).hasSize(cycles);
        assertThat(tape.hash()).isEqualTo(before);
        assertThat(tape.firstBad()).isEqualTo("good");
        assertThat(tape.archive().archived()).isEmpty();
        assertThat(files(tape.folder.resolve("archive/cache"), "")).hasSize(ArchivedCycle.CACHED_FILES);
        assertThat(tape.goOn(300).seal().added()).isNotEmpty();
        assertThat(tape.firstBad()).isEqualTo("good");
        assertThat(tape.hash()).hasSize(64);
    }

    @Test
    void placesInArchivedCyclesAreFoundByNumberAndByTime() {
        KeptTape tape = KeptTape.closed(temp.resolve("J"), 900);
        List<Long> times = new ArrayList<>();
        try (TapeReader reader = tape.tape().reader()) {
            while (reader.next()) {
                times.add(reader.record().recordedAtNanos());
            }
        }
        tape.seal();
        tape.archive();
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 40; i++) {
            long sequence = 1 + random.nextLong(times.size());
            try (TapeReader reader = tape.tape().reader()) {
                reader.seek(sequence);
                assertThat(reader.next()).isTrue();
                assertThat(reader.record().sequence()).isEqualTo(sequence);
                assertThat(reader.record().recordedAtNanos()).isEqualTo(times.get((int) sequence - 1));
                reader.seekTime(times.get((int) sequence - 1));
                assertThat(reader.next()).isTrue();
                assertThat(reader.record().recordedAtNanos()).isEqualTo(times.get((int) sequence - 1));
                assertThat(reader.number()).isLessThanOrEqualTo(sequence);
            }
        }
    }

    @Test
    void aSeekUnpacksOnlyTheCycleItGoesTo() throws IOException {
        KeptTape tape = KeptTape.closed(temp.resolve("J"), 900);
        tape.seal();
        tape.archive();
        try (TapeReader reader = tape.tape().reader()) {
            reader.seek(150);
            assertThat(reader.next()).isTrue();
        }
        assertThat(files(tape.folder.resolve("archive/cache"), "")).hasSize(1);
    }

    @Test
    void onlySealedCyclesBeforeTheBoundAreArchived() {
        KeptTape tape = KeptTape.open(temp.resolve("J"), 900);
        assertThat(tape.archive().archived()).isEmpty();
        assertThat(tape.archive().unsealed()).hasSize(tape.cycles().size() - 1);
        tape.seal();
        long third = Seals.read(tape.folder, 7).all().get(2).last();
        assertThat(tape.archive(third).archived()).hasSize(2);
        assertThat(tape.archive(third + 1).archived()).hasSize(1);
        assertThat(new Archiving(tape.tape(), 1, KeptTape.QUIET)
                        .run(seal -> true, true)
                        .archived())
                .isNotEmpty();
        assertThat(ArchivedCycle.isArchived(tape.cycle(2))).isTrue();
        assertThat(ArchivedCycle.isArchived(tape.cycle(3))).isFalse();
    }

    @Test
    void aDamagedArchiveIsNamedByVerificationAndByReaders() throws IOException {
        KeptTape tape = KeptTape.closed(temp.resolve("J"), 500);
        tape.seal();
        tape.archive();
        Path archive = ArchivedCycle.archiveOf(tape.cycle(2));
        long first = Seals.read(tape.folder, 7).of(tape.name(2)).get(0).first();
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 12; i++) {
            long offset = random.nextLong(Files.size(archive));
            int bit = random.nextInt(8);
            KeptTape.flip(archive, offset, bit);
            if (readsTheSame(tape, first)) {
                assertThat(tape.firstBad()).isEqualTo("good"); // a bit of the format that says nothing
            } else {
                assertThat(tape.firstBad()).as("bit %d at %d", bit, offset).isEqualTo(tape.name(2));
            }
            KeptTape.flip(archive, offset, bit);
        }
        byte[] whole = Files.readAllBytes(archive);
        Files.write(archive, java.util.Arrays.copyOf(whole, whole.length - 1));
        assertThat(tape.firstBad()).isEqualTo(tape.name(2));
        assertThat(tape.verify().damage().orElseThrow().sequence()).isEqualTo(first);
        Files.delete(archive);
        assertThat(tape.seals().difference().orElseThrow().found()).contains("gone");
        assertThat(tape.verify().damage().orElseThrow().sequence()).isEqualTo(first);
        Files.copy(ArchivedCycle.archiveOf(tape.cycle(1)), archive);
        assertThat(tape.firstBad()).isEqualTo(tape.name(2));
        Files.write(archive, whole);
        assertThat(tape.firstBad()).isEqualTo("good");
    }

    @Test
    void withoutItsSealAnArchiveIsNotBelieved() throws IOException {
        KeptTape tape = KeptTape.closed(temp.resolve("J"), 500);
        tape.seal();
        tape.archive();
        Files.delete(tape.folder.resolve(Seals.FILE));
        Files.delete(tape.folder.resolve(Seals.END_FILE));
        assertThat(tape.verify().damage().orElseThrow().found()).contains("expected a seal");
    }

    @Test
    void aRunThatWasKilledIsFinishedByTheNext() throws IOException {
        KeptTape tape = KeptTape.closed(temp.resolve("J"), 500);
        String hash = tape.hash();
        tape.seal();
        Path archive = ArchivedCycle.archiveOf(tape.cycle(0));
        KeptTape other = tape.copy(temp.resolve("other"));
        other.archive();
        Files.createDirectories(archive.getParent());
        Files.copy(ArchivedCycle.archiveOf(other.cycle(0)), archive); // killed before the file went to the trash
        Files.write(ArchivedCycle.archiveOf(tape.cycle(1)), new byte[100]); // not one of ours
        Files.write(archive.resolveSibling(tape.name(2) + ".cq4.zst.next"), new byte[100]);
        assertThat(tape.firstBad()).isEqualTo(tape.name(1));
        tape.archive();
        assertThat(tape.firstBad()).isEqualTo("good");
        assertThat(tape.hash()).isEqualTo(hash);
        assertThat(files(tape.folder.resolve("trash"), ".zst.0")).hasSize(1);
    }

    @Test
    void aCycleThatDiffersFromItsSealIsNotArchived() throws IOException {
        KeptTape tape = KeptTape.closed(temp.resolve("J"), 500);
        tape.seal();
        KeptTape.flip(tape.cycle(1), SealingTest.records(tape.cycle(1)).get(3)[0] + 30, 2);
        assertThatThrownBy(tape::archive)
                .isInstanceOf(DamagedTapeException.class)
                .hasMessageContaining(tape.name(1));
        assertThat(tape.cycle(1)).exists();
        assertThat(ArchivedCycle.archiveOf(tape.cycle(1))).doesNotExist();
    }

    @Test
    void whereNoCopyCanBeKeptArchivesAreReadAllTheSame() throws IOException {
        KeptTape tape = KeptTape.closed(temp.resolve("J"), 500);
        String hash = tape.hash();
        tape.seal();
        tape.archive();
        try (Stream<Path> all = Files.list(tape.folder.resolve("archive/cache"))) {
            assertThat(all).isEmpty();
        }
        Files.delete(tape.folder.resolve("archive/cache"));
        Files.createFile(tape.folder.resolve("archive/cache")); // as good as a disk that is read-only
        assertThat(tape.hash()).isEqualTo(hash);
        assertThat(tape.firstBad()).isEqualTo("good");
    }

    @Test
    void manyReadersUnpackAtOnceAndOutOfOrder() {
        KeptTape tape = KeptTape.closed(temp.resolve("J"), 900);
        String hash = tape.hash();
        tape.seal();
        tape.archive();
        List<CompletableFuture<String>> readers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            long from = 1 + 200L * i;
            readers.add(CompletableFuture.supplyAsync(
                    () -> {
                        try (TapeReader reader = tape.tape().reader()) {
                            reader.seek(from);
                            while (reader.next()) {
                                // each record is checked
                            }
                        }
                        return tape.hash();
                    },
                    task -> new Thread(task).start()));
        }
        readers.forEach(reader -> assertThat(reader.join()).isEqualTo(hash));
    }

    private static boolean readsTheSame(KeptTape tape, long first) {
        clearCache(tape.folder);
        try (TapeReader reader = tape.tape().reader()) {
            reader.seek(first);
            return reader.next();
        } catch (DamagedTapeException e) {
            assertThat(e.sequence()).isEqualTo(first);
            return false;
        } finally {
            clearCache(tape.folder);
        }
    }

    private static void clearCache(Path folder) {
        for (Path copy : files(folder.resolve("archive/cache"), "")) {
            try {
                Files.delete(copy);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static List<Path> files(Path folder, String suffix) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(
                            file -> Files.isRegularFile(file) && file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
