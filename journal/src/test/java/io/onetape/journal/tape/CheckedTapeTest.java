package io.onetape.journal.tape;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.excerpt.CycleFile;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordHeader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Positions on a tape that was checked: found without reading the cycles before, whatever became of the index. */
final class CheckedTapeTest {
    private static final int RECORDS = 8_000;
    private static final long STEP = 2_000_000_000L; // so that there are five hours

    @TempDir
    Path folder;

    private Tape tape = new MemoryTape(1, RollCycle.DAY);

    @BeforeEach
    void aTapeOverFiveHours() {
        try (TapeWriter writer = TapeFolder.create(folder, 7, RollCycle.HOUR)) {
            new Ticks(writer).append(RECORDS, STEP);
        }
        tape = TapeFolder.open(folder);
        assertThat(files("").size()).isGreaterThan(4);
    }

    @Test
    void everyPositionIsFoundLikeOnTheFolder() {
        everythingIsFound();
    }

    @Test
    void alsoWithoutAnIndex() throws IOException {
        for (Path index : files("index")) {
            Files.delete(index);
        }
        everythingIsFound();
    }

    @Test
    void anIndexThatLiesIsNotBelieved() throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        for (Path index : files("index")) {
            byte[] bytes = Files.readAllBytes(index);
            for (int at = 16; at < bytes.length; at += TimeIndexWriter.ENTRY_BYTES) {
                ByteBuffer.wrap(bytes).putLong(at, random.nextLong() & -4);
            }
            Files.write(index, bytes);
        }
        everythingIsFound();
    }

    /** Who read what stands before would stop at the first time that is too late. */
    @Test
    void neitherTheCyclesBeforeNorTheirOwnCyclesBeginningIsRead() throws IOException {
        Tape checked = tape.checked();
        long wanted = RECORDS - 100;
        long nanos = nanosOf(wanted);
        List<Path> cycles = files("");
        for (Path cycle : cycles.subList(1, 6)) { // the first one has two seconds
            makeLate(cycle, 100);
        }
        try (TapeReader reader = checked.reader()) {
            reader.seekTime(nanos);
            assertThat(reader.next()).isTrue();
            assertThat(reader.number()).isEqualTo(wanted);
        }
    }

    private static void makeLate(Path cycle, int record) throws IOException {
        long offset;
        try (CycleFile file = new CycleFile(cycle)) {
            for (int i = 0; i <= record; i++) {
                assertThat(file.next()).isEqualTo(CycleFile.Step.EXCERPT);
            }
            offset = file.documentOffset();
        }
        try (FileChannel channel = FileChannel.open(cycle, StandardOpenOption.WRITE)) {
            ByteBuffer late = ByteBuffer.allocate(8).putLong(0, -1L >>> 1);
            channel.write(late, offset + Integer.BYTES + RecordHeader.RECORDED_AT_NANOS);
        }
    }

    private long nanosOf(long number) {
        try (TapeReader reader = tape.reader()) {
            reader.seek(number);
            assertThat(reader.next()).isTrue();
            return reader.record().recordedAtNanos();
        }
    }

    private void everythingIsFound() {
        SplittableRandom random = new SplittableRandom(3);
        try (TapeReader expected = tape.reader();
                TapeReader found = tape.checked().reader()) {
            for (int i = 0; i < 300; i++) {
                long number = i < 4 ? i : random.nextLong(RECORDS + 20);
                expected.seek(number);
                found.seek(number);
                assertSame(expected, found);
                long nanos = Ticks.START + (i < 4 ? (i - 2) * STEP : random.nextLong((RECORDS + 2) * STEP));
                expected.seekTime(nanos);
                found.seekTime(nanos);
                assertSame(expected, found);
            }
            expected.seekLastCycle();
            found.seekLastCycle();
            assertSame(expected, found);
            assertThat(found.seekLast()).isEqualTo(expected.seekLast());
            assertThat(found.number()).isEqualTo(expected.number());
        }
    }

    private static void assertSame(TapeReader expected, TapeReader found) {
        assertThat(found.number()).isEqualTo(expected.number());
        boolean next = expected.next();
        assertThat(found.next()).isEqualTo(next);
        assertThat(found.number()).isEqualTo(expected.number());
        if (next) {
            assertThat(found.record().sequence()).isEqualTo(expected.record().sequence());
            assertThat(found.record().crc32c()).isEqualTo(expected.record().crc32c());
        }
    }

    private List<Path> files(String of) {
        try (Stream<Path> all = Files.list(folder.resolve(of))) {
            return all.filter(file -> file.toString().endsWith(of.isEmpty() ? RollCycle.SUFFIX : ".idx"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
