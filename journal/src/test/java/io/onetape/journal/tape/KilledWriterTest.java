package io.onetape.journal.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.journal.excerpt.CycleFile;
import io.onetape.journal.excerpt.CycleFiles;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.schema.TickEncoder;
import io.onetape.journal.verify.Verification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a writer leaves that was killed at the worst moments, made by hand; the real kills are in the module replay. Long: one list of moments. */
final class KilledWriterTest {
    private static final long STEP = 10_000_000;
    private static final int BEING_WRITTEN = 0x8000_0000;

    @TempDir
    Path temp;

    private Path folder = Path.of("");
    private Path newest = Path.of("");
    private long end;

    @BeforeEach
    void aTapeThatWasNotClosed() throws IOException {
        folder = temp.resolve("J");
        Path written = temp.resolve("written");
        try (TapeWriter writer = TapeFolder.create(written, 7, RollCycle.SECOND)) {
            new Ticks(writer).append(250, STEP);
            copy(written, folder);
        }
        newest = new CycleFiles(folder).newest().orElseThrow();
        try (CycleFile file = new CycleFile(newest)) {
            while (file.next() == CycleFile.Step.EXCERPT) {
                end = file.nextOffset();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {BEING_WRITTEN, 0})
    void aRecordThatWasBeingWrittenLeavesNothingBehind(int word) throws IOException {
        ByteBuffer torn = ByteBuffer.allocate(5_000).order(ByteOrder.LITTLE_ENDIAN);
        torn.putInt(word);
        while (torn.hasRemaining()) {
            torn.put((byte) 0x11);
        }
        write(newest, end, torn.flip());
        assertClean(folder);

        goOn(150);
        assertSameAsUnbroken(400);
    }

    @ParameterizedTest
    @ValueSource(ints = {BEING_WRITTEN, 0})
    void aRecordThatWasWholeButForItsLengthIsNotThere(int word) throws IOException {
        ByteBuffer record;
        try (CycleFile file = new CycleFile(newest)) {
            long last = end;
            while (file.next() == CycleFile.Step.EXCERPT) {
                last = file.documentOffset();
            }
            ByteBuffer copy = ByteBuffer.allocate((int) (end - last)).order(ByteOrder.LITTLE_ENDIAN);
            try (FileChannel channel = FileChannel.open(newest, StandardOpenOption.READ)) {
                channel.read(copy, last);
            }
            copy.putInt(0, word);
            copy.putLong(4 + RecordHeader.SEQUENCE, copy.getLong(4 + RecordHeader.SEQUENCE) + 1);
            record = copy.rewind();
        }
        write(newest, end, record);
        assertClean(folder);

        goOn(150);
        assertSameAsUnbroken(400);
    }

    @Test
    void aCycleThatWasFinishedTakesNoMoreRecords() throws IOException {
        write(newest, end, word(CycleFile.END_OF_CYCLE));
        goOn(1);
        assertClean(folder);
        try (TapeReader reader = TapeFolder.open(folder).reader()) {
            reader.seekLast();
            assertThat(new CycleFiles(folder).newest().orElseThrow()).isNotEqualTo(newest);
            assertThat(RollCycle.SECOND.name(
                                    RollCycle.SECOND.cycleOf(reader.record().recordedAtNanos())) + ".cq4")
                    .isEqualTo(new CycleFiles(folder)
                            .newest()
                            .orElseThrow()
                            .getFileName()
                            .toString());
        }
    }

    @Test
    void aFileThatIsAllZerosGoesToTheTrash() throws IOException {
        int cycle = RollCycle.SECOND.cycleOf(newest);
        String unborn = RollCycle.SECOND.name(cycle + 1) + RollCycle.SUFFIX;
        Files.write(folder.resolve(unborn), new byte[1 << 20]);
        write(newest, end, word(CycleFile.END_OF_CYCLE));
        assertClean(folder);

        goOn(150);
        assertClean(folder);
        assertThat(folder.resolve("trash").resolve(unborn + ".0")).exists();
    }

    @Test
    void aReaderThatFollowsDoesNotEnterAFileThatIsAllZeros() throws IOException {
        try (TapeReader follower = TapeFolder.open(folder).follower()) {
            long last = TapeFolder.open(folder).lastIndexed();
            String unborn = RollCycle.SECOND.name(RollCycle.SECOND.cycleOf(newest) + 1) + RollCycle.SUFFIX;
            Files.write(folder.resolve(unborn), new byte[1 << 20]);
            write(newest, end, word(CycleFile.END_OF_CYCLE));
            for (int i = 0; i < 2_000; i++) {
                follower.next();
            }
            assertThat(follower.number()).isGreaterThanOrEqualTo(last);

            goOn(150); // begins a file of that name
            for (int i = 0; i < 2_000; i++) {
                follower.next();
            }
            try (TapeReader all = TapeFolder.open(folder).reader()) {
                all.seekLast();
                assertThat(follower.number()).isEqualTo(all.number());
            }
        }
    }

    @Test
    void queueMetadataThatIsAllZerosGoesToTheTrash() throws IOException {
        Files.write(folder.resolve("metadata.cq4t"), new byte[1 << 16]);
        goOn(150);
        assertSameAsUnbroken(400);
        assertThat(folder.resolve("trash/metadata.cq4t.0")).exists();
    }

    @Test
    void aFileWithRecordsBehindABrokenHeaderIsRefusedAndStays() throws IOException {
        write(newest, 0, word(0));
        assertThatThrownBy(() -> TapeFolder.append(folder).close()).isInstanceOf(DamagedTapeException.class);
        assertThat(newest).exists();
    }

    @Test
    void nothingIsAppendedBehindADamagedLength() throws IOException {
        long number;
        long offset;
        try (CycleFile file = new CycleFile(newest);
                TapeReader reader = TapeFolder.open(folder).reader()) {
            file.next();
            file.next();
            offset = file.documentOffset();
            reader.seekLastCycle();
            reader.next();
            number = reader.number() + 1;
        }
        for (int value : new int[] {0, BEING_WRITTEN, CycleFile.END_OF_CYCLE}) {
            write(newest, offset, word(value));
            assertThatThrownBy(() -> TapeFolder.append(folder).close())
                    .isInstanceOf(DamagedTapeException.class)
                    .hasMessageContaining("damaged at sequence " + number);
        }
    }

    @Test
    void aKillBetweenTheFirstTwoRecordsIsMended() throws IOException {
        Path first = temp.resolve("first");
        Path cut = temp.resolve("cut");
        try (TapeWriter writer = TapeFolder.create(first, 7, RollCycle.SECOND)) {
            writer.define(SourceKind.OUTSIDE, "clock", Ticks.START);
            copy(first, cut);
        }
        Path file = new CycleFiles(cut).newest().orElseThrow();
        long second;
        try (CycleFile cycle = new CycleFile(file)) {
            cycle.next();
            second = cycle.nextOffset();
            write(
                    file,
                    64,
                    ByteBuffer.allocate(Long.BYTES * 2)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putLong(0, cycle.documentOffset()));
        }
        write(file, second, ByteBuffer.allocate(4096));

        try (TapeWriter writer = TapeFolder.append(cut)) {
            assertThat(writer.lastSequence()).isEqualTo(1);
            new Ticks(writer).append(250, STEP);
        }
        assertThat(hash(cut)).isEqualTo(unbroken(250));
    }

    @Test
    void aBeginningThatWasCutShortCanBeBegunAgain() throws IOException {
        Path begun = Files.createDirectory(temp.resolve("begun"));
        Files.createFile(begun.resolve("lock"));
        Files.writeString(begun.resolve("tape.manifest.next"), "las");
        TapeFolder.create(begun, 7, RollCycle.SECOND).close();

        Path foreign = Files.createDirectory(temp.resolve("foreign"));
        Files.createFile(foreign.resolve("letter.txt"));
        assertThatThrownBy(() -> TapeFolder.create(foreign, 7, RollCycle.SECOND))
                .isInstanceOf(NotEmptyException.class)
                .hasMessageContaining("is not empty");
        assertThat(foreign.resolve("lock")).doesNotExist();
    }

    @Test
    void sourcesAndTheirNumbersSurviveReopeningAcrossCycles() {
        for (int i = 0; i < 5; i++) {
            goOn(90);
            try (TapeWriter writer = TapeFolder.append(folder)) {
                int source = writer.sources().byName("clock").orElseThrow().number();
                assertThat(writer.sources().last(source)).isEqualTo(250 + 90 * (i + 1));
                assertThat(writer.sources().byName("late" + i)).isEmpty();
                writer.define(SourceKind.OUTSIDE, "late" + i, writer.lastNanos());
            }
        }
        assertThat(TapeFolder.open(folder).sources().all()).hasSize(2 + 5);
        assertClean(folder);
    }

    @Test
    void anOutboxGoesOnWithTheNextNumber() {
        Path outbox = temp.resolve("outbox");
        RecordDraft draft = new RecordDraft();
        TickEncoder tick = new TickEncoder();
        long number = 0;
        for (int opened = 0; opened < 4; opened++) {
            try (OutboxFolder box = OutboxFolder.open(outbox, RollCycle.SECOND)) {
                assertThat(box.lastNumber()).isEqualTo(number);
                for (int i = 0; i < 300; i++) {
                    draft.begin(tick, 0).wallNanos(number);
                    draft.source(9, ++number);
                    box.append(draft, Ticks.START + number * STEP);
                }
                assertThatThrownBy(() -> box.append(draft, Ticks.START))
                        .hasMessageContaining("expected source sequence");
            }
        }
        try (TapeReader reader = TapeReader.ofFolder(outbox, Numbering.SOURCE_SEQUENCE)) {
            assertThat(reader.seekLast()).isTrue();
            assertThat(reader.number()).isEqualTo(1200);
        }
    }

    @Test
    void aDamagedOutboxIsRefused() throws IOException {
        Path outbox = temp.resolve("outbox");
        RecordDraft draft = new RecordDraft();
        try (OutboxFolder box = OutboxFolder.open(outbox, RollCycle.HOUR)) {
            for (int number = 1; number <= 257; number++) { // the index points to the last
                draft.begin(new TickEncoder(), 0).wallNanos(number);
                draft.source(9, number);
                box.append(draft, Ticks.START);
            }
        }
        Path file = new CycleFiles(outbox).newest().orElseThrow();
        long offset = 0;
        try (CycleFile cycle = new CycleFile(file)) {
            while (cycle.next() == CycleFile.Step.EXCERPT) {
                offset = cycle.documentOffset();
            }
        }
        write(file, offset + 4 + 64, word(1)); // a field of the last record
        assertThatThrownBy(() -> OutboxFolder.open(outbox, RollCycle.HOUR))
                .isInstanceOf(DamagedTapeException.class)
                .hasMessageContaining("damaged at sequence 257");
    }

    private void goOn(int count) {
        try (TapeWriter writer = TapeFolder.append(folder)) {
            new Ticks(writer).append(count, STEP);
        }
    }

    private void assertSameAsUnbroken(int count) {
        assertClean(folder);
        assertThat(hash(folder)).isEqualTo(unbroken(count));
    }

    private static String unbroken(int count) {
        MemoryTape memory = new MemoryTape(7, RollCycle.SECOND);
        new Ticks(memory.writer()).append(count, STEP);
        var hash = new io.onetape.journal.record.RecordHash();
        try (TapeReader reader = memory.reader()) {
            while (reader.next()) {
                hash.add(reader.record());
            }
        }
        return hash.finish();
    }

    private static void assertClean(Path tape) {
        assertThat(verify(tape).damage()).isEmpty();
    }

    private static String hash(Path tape) {
        return verify(tape).hash();
    }

    private static Verification.Result verify(Path tape) {
        return new Verification(TapeFolder.open(tape), Verification.Observer.NONE).run(true);
    }

    private static ByteBuffer word(int value) {
        return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(0, value);
    }

    private static void write(Path file, long offset, ByteBuffer bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(bytes, offset);
        }
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Files.copy(path, to.resolve(from.relativize(path)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
