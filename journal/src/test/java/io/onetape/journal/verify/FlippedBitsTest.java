package io.onetape.journal.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.tape.DamagedTapeException;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The timeout is there because a reader of damaged files may hang, not because anything here is slow. */
@Timeout(3_600)
final class FlippedBitsTest {
    @TempDir
    static Path temp;

    private static List<DamagedFolder> tapes = List.of();

    @BeforeAll
    static void write() {
        tapes = List.of(
                DamagedFolder.create(temp, RollCycle.SECOND, 300, true),
                DamagedFolder.create(temp, RollCycle.SECOND, 300, false),
                DamagedFolder.create(temp, RollCycle.HOUR, 300, true),
                DamagedFolder.create(temp, RollCycle.HOUR, 300, false));
    }

    static Stream<DamagedFolder> tapes() {
        return tapes.stream();
    }

    @ParameterizedTest
    @MethodSource("tapes")
    void everyBitOfARecordAndOfItsLengthIsNamedAtItsSequence(DamagedFolder tape) throws IOException {
        assertThat(tape.firstBad()).isZero();
        TreeSet<Long> sequences = new TreeSet<>(List.of(1L, tape.last() - 1, tape.last()));
        sequences.add(tape.firstOf(tape.cycles.get(1)).sequence());
        flipEveryBit(tape, sequences);
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("tapes")
    void everyBitOfEveryFourthRecordIsNamedAtItsSequence(DamagedFolder tape) throws IOException {
        flipEveryBit(
                tape,
                tape.documents.stream()
                        .map(DamagedFolder.Document::sequence)
                        .filter(sequence -> sequence % 4 == 0)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("tapes")
    void aBitElsewhereIsFoundOrChangesNothingThatIsRead(DamagedFolder tape) throws IOException {
        flipElsewhere(tape, 150);
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("tapes")
    void manyBitsElsewhereAreFoundOrChangeNothingThatIsRead(DamagedFolder tape) throws IOException {
        flipElsewhere(tape, 5_000);
    }

    private static void flipEveryBit(DamagedFolder tape, Iterable<Long> sequences) throws IOException {
        for (long sequence : sequences) {
            DamagedFolder.Document document = tape.document(sequence);
            long end = document.offset() + Integer.BYTES + document.length();
            for (long at = document.offset(); at < end; at++) {
                for (int bit = 0; bit < 8; bit++) {
                    DamagedFolder.flip(document.file(), at, bit);
                    assertThat(tape.firstBad())
                            .as("bit %d of byte %d of sequence %d", bit, at - document.offset(), sequence)
                            .isEqualTo(sequence);
                    DamagedFolder.flip(document.file(), at, bit);
                }
            }
        }
        assertThat(tape.verify().hash()).isEqualTo(tape.hash);
    }

    private static void flipElsewhere(DamagedFolder tape, int times) throws IOException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        List<Path> files;
        try (Stream<Path> all = Files.walk(tape.folder)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        for (int i = 0; i < times; i++) {
            Path file = files.get(random.nextInt(files.size()));
            long offset = interestingOffset(tape, file, random);
            int bit = random.nextInt(8);
            if (Files.size(file) == 0 || isInRecord(tape, file, offset)) {
                continue;
            }
            String flip = "seed " + seed + ", bit " + bit + " at " + offset + " of " + file.getFileName();
            DamagedFolder.flip(file, offset, bit);
            if (tape.firstBad() == 0) {
                assertThat(tape.hashOfReading()).as(flip).isEqualTo(tape.hash);
                seeksAreRight(tape, random, flip);
            }
            DamagedFolder.flip(file, offset, bit);
        }
        assertThat(tape.verify().hash()).isEqualTo(tape.hash);
        assertThat(tape.firstBad()).isZero();
    }

    private static void seeksAreRight(DamagedFolder tape, SplittableRandom random, String flip) {
        try (TapeReader reader = TapeFolder.open(tape.folder).reader()) {
            DamagedFolder.Document wanted = tape.document(1 + random.nextLong(tape.last()));
            reader.seek(wanted.sequence());
            assertThat(reader.next()).as(flip).isTrue();
            assertThat(reader.record().sequence()).as(flip).isEqualTo(wanted.sequence());
            reader.seekTime(wanted.nanos());
            assertThat(reader.next()).as(flip).isTrue();
            assertThat(reader.record().recordedAtNanos()).as(flip).isEqualTo(wanted.nanos());
            assertThat(reader.seekLast()).as(flip).isTrue();
            assertThat(reader.number()).as(flip).isEqualTo(tape.last());
        } catch (DamagedTapeException e) {
            throw new AssertionError(flip + ": verification found nothing, a seek did", e);
        }
    }

    /** Half of them near something: most of a sparse file is zeros. */
    private static long interestingOffset(DamagedFolder tape, Path file, SplittableRandom random) throws IOException {
        long size = Math.max(1, Files.size(file));
        List<DamagedFolder.Document> inFile =
                tape.documents.stream().filter(d -> d.file().equals(file)).toList();
        if (inFile.isEmpty() || random.nextInt(3) == 0) {
            return random.nextInt(2) == 0 ? random.nextLong(size) : random.nextLong(Math.min(size, 512));
        }
        DamagedFolder.Document near =
                inFile.get(random.nextInt(4) == 0 ? inFile.size() - 1 : random.nextInt(inFile.size()));
        return switch (random.nextInt(3)) {
            case 0 -> random.nextLong(256); // the file's header
            case 1 -> Math.max(0, inFile.get(0).offset() - 1 - random.nextLong(600)); // indexes
            default -> Math.min(size - 1, near.offset() + 4 + near.length() + random.nextLong(16)); // what is behind
        };
    }

    private static boolean isInRecord(DamagedFolder tape, Path file, long offset) {
        return tape.documents.stream()
                .anyMatch(d -> d.file().equals(file)
                        && offset >= d.offset()
                        && offset < d.offset() + Integer.BYTES + d.length());
    }
}
