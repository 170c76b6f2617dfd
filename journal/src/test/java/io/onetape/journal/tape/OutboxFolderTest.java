package io.onetape.journal.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.journal.excerpt.CycleFile;
import io.onetape.journal.excerpt.CycleFiles;
import io.onetape.journal.excerpt.FreeSpace;
import io.onetape.journal.excerpt.QueueSink;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.schema.ConfigSetEncoder;
import io.onetape.journal.schema.TickEncoder;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutboxFolderTest {
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    Path temp;

    @Test
    void theOnlyRecordIsCheckedWhenAnOutboxIsOpened() throws Exception {
        Path folder = temp.resolve("outbox");
        try (OutboxFolder outbox = OutboxFolder.open(folder, RollCycle.HOUR)) {
            append(outbox, 1, SECOND);
        }
        flip(new CycleFiles(folder).all().get(0), RecordHeader.LENGTH);

        assertThatThrownBy(() -> OutboxFolder.open(folder, RollCycle.HOUR).close())
                .isInstanceOf(DamagedTapeException.class)
                .hasMessageContaining("damaged at sequence 1: the checksum does not match");
    }

    @Test
    void aFinishedFileHasNoSpaceBehindItsEndEvenIfItHoldsOneRecord() throws Exception {
        Path folder = temp.resolve("outbox");
        try (OutboxFolder outbox = OutboxFolder.open(folder, RollCycle.SECOND)) {
            append(outbox, 5, SECOND);

            List<Path> files = new CycleFiles(folder).all();
            assertThat(files).hasSize(5);
            for (Path finished : files.subList(0, 4)) {
                assertThat(Files.size(finished)).isLessThan(1 << 20);
            }
        }
    }

    @Test
    void aFirstRecordThatWasTornIsLost() throws Exception {
        Path folder = temp.resolve("outbox");
        RecordDraft draft = new RecordDraft();
        draft.begin(new ConfigSetEncoder(), 0).key("k").value("v".repeat(9_000));
        draft.source(9, 1);
        try (OutboxFolder outbox = OutboxFolder.open(folder, RollCycle.HOUR)) {
            outbox.append(draft, Ticks.START);
        }
        Path file = new CycleFiles(folder).all().get(0);
        try (CycleFile written = new CycleFile(file);
                RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            assertThat(written.next()).isEqualTo(CycleFile.Step.EXCERPT);
            long length = bytes.length();
            bytes.setLength((written.nextOffset() - 1) & -4096);
            bytes.setLength(length);
        }
        OutboxTail.mend(folder);
        assertThat(OutboxFolder.lastNumber(folder)).isZero();
        try (OutboxFolder outbox = OutboxFolder.open(folder, RollCycle.HOUR)) {
            append(outbox, 1, SECOND);
        }
        assertThat(OutboxFolder.lastNumber(folder)).isEqualTo(1);
    }

    /** As a writer leaves it that is killed when it has begun a cycle's file and not yet its first record. */
    @Test
    void theLastRecordIsReadThoughANewerFileHoldsNone() {
        Path folder = temp.resolve("outbox");
        try (OutboxFolder outbox = OutboxFolder.open(folder, RollCycle.SECOND)) {
            append(outbox, 3, SECOND / 10);
        }
        QueueSink sink = new QueueSink(folder, RollCycle.SECOND, FreeSpace.DEFAULT);
        sink.begin(100, Ticks.START + 10 * SECOND);
        sink.rollback();
        sink.close();
        assertThat(new CycleFiles(folder).all()).hasSize(2);
        try (TapeReader reader = TapeReader.ofFolder(folder, Numbering.SOURCE_SEQUENCE)) {
            assertThat(reader.seekLast()).isTrue();
            assertThat(reader.record().sourceSequence()).isEqualTo(3);
            assertThat(reader.place()).isPresent();
            assertThat(reader.next()).isFalse();
            assertThat(reader.number()).isEqualTo(3);
        }
        try (OutboxFolder outbox = OutboxFolder.open(folder, RollCycle.SECOND)) {
            append(outbox, 2, SECOND / 10);
            assertThat(outbox.lastNumber()).isEqualTo(5);
        }
    }

    static void append(OutboxFolder outbox, int count, long stepNanos) {
        RecordDraft draft = new RecordDraft();
        TickEncoder tick = new TickEncoder();
        for (int i = 0; i < count; i++) {
            long number = outbox.lastNumber() + 1;
            draft.begin(tick, 0).wallNanos(number);
            draft.source(9, number);
            outbox.append(draft, Ticks.START + number * stepNanos);
        }
    }

    private static void flip(Path path, int at) throws Exception {
        try (CycleFile file = new CycleFile(path);
                RandomAccessFile bytes = new RandomAccessFile(path.toFile(), "rw")) {
            assertThat(file.next()).isEqualTo(CycleFile.Step.EXCERPT);
            long offset = file.documentOffset() + Integer.BYTES + at;
            bytes.seek(offset);
            int old = bytes.read();
            bytes.seek(offset);
            bytes.write(old ^ 1);
        }
    }
}
