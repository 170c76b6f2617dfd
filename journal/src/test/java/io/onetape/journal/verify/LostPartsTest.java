package io.onetape.journal.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.excerpt.CycleFile;
import io.onetape.journal.excerpt.RollCycle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The timeout is there because a reader of damaged files may hang, not because anything here is slow. */
@Timeout(600)
final class LostPartsTest {
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
    void aTruncatedFileIsNamedAtTheFirstRecordThatIsNotWhole(DamagedFolder tape) throws IOException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (Path cycle : List.of(tape.cycles.get(0), tape.cycles.get(1), tape.lastCycle())) {
            DamagedFolder.Document first = tape.firstOf(cycle);
            byte[] whole = Files.readAllBytes(cycle);
            for (long at = first.offset() + 90; at < first.offset() + 190; at++) {
                truncated(tape, cycle, at, whole);
            }
            for (int i = 0; i < 40; i++) {
                truncated(tape, cycle, random.nextLong(first.offset() + 20_000), whole);
            }
        }
        assertThat(tape.verify().hash()).isEqualTo(tape.hash);
    }

    private static void truncated(DamagedFolder tape, Path cycle, long size, byte[] whole) throws IOException {
        long expected = tape.documents.stream()
                .filter(d -> d.file().equals(cycle) && d.offset() + Integer.BYTES + d.length() > size)
                .mapToLong(DamagedFolder.Document::sequence)
                .findFirst()
                .orElse(0);
        DamagedFolder.truncate(cycle, size);
        assertThat(tape.firstBad())
                .as("%s cut at %d", cycle.getFileName(), size)
                .isEqualTo(expected);
        DamagedFolder.write(cycle, size, ByteBuffer.wrap(whole, (int) size, whole.length - (int) size));
    }

    @ParameterizedTest
    @MethodSource("tapes")
    void aMissingOrEmptiedFileIsNamedAtItsFirstRecord(DamagedFolder tape) throws IOException {
        Path aside = temp.resolve("aside");
        for (Path cycle : tape.cycles) {
            long first = tape.firstOf(cycle).sequence();
            Files.move(cycle, aside);
            assertThat(tape.firstBad()).as("missing %s", cycle).isEqualTo(first);
            Files.createFile(cycle);
            assertThat(tape.firstBad()).as("empty %s", cycle).isEqualTo(first);
            Files.write(cycle, new byte[(int) Files.size(aside)]);
            assertThat(tape.firstBad()).as("zeroed %s", cycle).isEqualTo(first);
            Files.move(aside, cycle, StandardCopyOption.REPLACE_EXISTING);
        }
        assertThat(tape.verify().hash()).isEqualTo(tape.hash);
    }

    @ParameterizedTest
    @MethodSource("tapes")
    void aTapeThatLostAllItsFilesIsDamagedFromTheStart(DamagedFolder tape) throws IOException {
        DamagedFolder copy = tape.copy(Files.createTempDirectory(temp, "lost").resolve("J"));
        for (Path cycle : copy.cycles) {
            Files.delete(cycle);
        }
        assertThat(copy.firstBad()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("tapes")
    void swappedFilesAreNamedAtTheEarlierOne(DamagedFolder tape) throws IOException {
        for (int i = 0; i < tape.cycles.size(); i++) {
            for (int j = i + 1; j < tape.cycles.size(); j++) {
                swap(tape.cycles.get(i), tape.cycles.get(j));
                assertThat(tape.firstBad())
                        .isEqualTo(tape.firstOf(tape.cycles.get(i)).sequence());
                swap(tape.cycles.get(i), tape.cycles.get(j));
            }
        }
        assertThat(tape.verify().hash()).isEqualTo(tape.hash);
    }

    @ParameterizedTest
    @MethodSource("tapes")
    void aLengthWordThatIsNoLengthIsNamedAtItsRecord(DamagedFolder tape) throws IOException {
        for (long sequence : List.of(1L, 2L, 50L, 150L, 200L, tape.last() - 1, tape.last())) {
            DamagedFolder.Document document = tape.document(sequence);
            int word = DamagedFolder.word(document.file(), document.offset());
            int[] wrong = {
                0,
                0x8000_0000,
                0x8000_0000 | word,
                0x4000_0000,
                0x4000_0000 | word,
                CycleFile.END_OF_CYCLE,
                CycleFile.END_OF_CYCLE | word,
                1,
                63,
                word + 4,
                CycleFile.MAX_LENGTH + 1,
                0x3FFF_FFFF,
                -1
            };
            for (int value : wrong) {
                DamagedFolder.setWord(document.file(), document.offset(), value);
                assertThat(tape.firstBad())
                        .as("length word %x of sequence %d", value, sequence)
                        .isEqualTo(sequence);
            }
            DamagedFolder.setWord(document.file(), document.offset(), word);
        }
        assertThat(tape.verify().hash()).isEqualTo(tape.hash);
    }

    @ParameterizedTest
    @MethodSource("tapes")
    void aLostTailIsNamedAtItsFirstRecordEvenWithoutTheIndex(DamagedFolder tape) throws IOException {
        for (int lost : List.of(1, 2, 10)) {
            DamagedFolder copy =
                    tape.copy(Files.createTempDirectory(temp, "cut").resolve("J"));
            try (Stream<Path> index = Files.list(copy.folder.resolve("index"))) {
                for (Path file : index.toList()) {
                    Files.delete(file);
                }
            }
            DamagedFolder.Document cut = copy.document(copy.last() - lost + 1);
            long rest = Files.size(cut.file()) - cut.offset();
            DamagedFolder.write(cut.file(), cut.offset(), ByteBuffer.allocate((int) rest));
            assertThat(copy.firstBad()).isEqualTo(cut.sequence());
        }
    }

    private static void swap(Path a, Path b) throws IOException {
        Path aside = temp.resolve("aside");
        Files.move(a, aside);
        Files.move(b, a);
        Files.move(aside, b);
    }
}
