package io.onetape.journal.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.journal.excerpt.CycleFiles;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.schema.TickEncoder;
import io.onetape.journal.verify.Verification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records up to the largest, in a file that is longer than what a reader or the queue maps at a time. */
final class LongRecordsTest {
    @TempDir
    Path temp;

    @Test
    void recordsUpToTheLargestAreReadAcrossTheEndsOfMaps() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        Path folder = temp.resolve("J");
        MemoryTape memory = new MemoryTape(7, RollCycle.HOUR);
        long last;
        try (TapeWriter writer = TapeFolder.create(folder, 7, RollCycle.HOUR)) {
            int source = writer.define(SourceKind.OUTSIDE, "clock", Ticks.START);
            memory.writer().define(SourceKind.OUTSIDE, "clock", Ticks.START);
            for (int number = 1; number <= 60; number++) {
                int length = number % 3 == 0
                        ? RecordHeader.MAX_RECORD_LENGTH - (number == 3 ? 0 : random.nextInt(64))
                        : RecordHeader.LENGTH + 8 + random.nextInt(900_000);
                RecordDraft draft = record(source, number, length, (byte) random.nextInt());
                writer.append(draft.buffer(), length, source, Ticks.START);
                memory.writer().append(draft.buffer(), length, source, Ticks.START);
            }
            last = writer.lastSequence();
            assertThat(writer.lastCrc32c()).isEqualTo(memory.writer().lastCrc32c());

            RecordDraft tooLong = record(source, 61, RecordHeader.MAX_RECORD_LENGTH + 1, (byte) 1);
            assertThatThrownBy(() ->
                            writer.append(tooLong.buffer(), RecordHeader.MAX_RECORD_LENGTH + 1, source, Ticks.START))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("found " + (RecordHeader.MAX_RECORD_LENGTH + 1));
        }
        assertThat(Files.size(new CycleFiles(folder).newest().orElseThrow())).isGreaterThan(32 << 20);
        Verification.Result result = new Verification(TapeFolder.open(folder), Verification.Observer.NONE).run(false);
        assertThat(result.damage()).isEmpty();
        assertThat(result.records()).isEqualTo(last);
        assertThat(result.lastCrc32c()).isEqualTo(memory.writer().lastCrc32c());
        try (TapeReader reader = TapeFolder.open(folder).reader()) {
            for (int i = 0; i < 100; i++) {
                long wanted = 1 + random.nextLong(last);
                reader.seek(wanted);
                assertThat(reader.next()).isTrue();
                assertThat(reader.record().sequence()).isEqualTo(wanted);
            }
        }
    }

    private static RecordDraft record(int source, long number, int length, byte fill) {
        RecordDraft draft = new RecordDraft();
        draft.begin(new TickEncoder(), 0).wallNanos(number);
        draft.source(source, number);
        draft.buffer().setMemory(RecordHeader.LENGTH + 8, length - RecordHeader.LENGTH - 8, fill);
        return draft;
    }
}
