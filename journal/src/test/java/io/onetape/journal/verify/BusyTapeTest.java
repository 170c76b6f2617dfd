package io.onetape.journal.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.TickEncoder;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeWriter;
import io.onetape.journal.tape.Ticks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A healthy tape is never said to be damaged, whoever begins to append to it while it is read. */
@Timeout(600)
final class BusyTapeTest {
    @TempDir
    Path temp;

    @Test
    void whatAWriterHasUnfinishedThatCameWhileTheTapeWasReadIsNoDamage() {
        DamagedFolder tape = DamagedFolder.create(temp, RollCycle.HOUR, 100, true);
        Arriving arriving = new Arriving(tape);

        Verification.Result result = new Verification(TapeFolder.open(tape.folder), arriving).run(false);

        assertThat(result.damage()).isEmpty();
        assertThat(result.records()).isEqualTo(tape.last());
    }

    @Test
    void aWriterThatComesAndGoesIsNoDamage() {
        Path folder = temp.resolve("J");
        try (TapeWriter writer = TapeFolder.create(folder, 7, RollCycle.HOUR)) {
            new Ticks(writer).append(300, 1_000);
        }
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 40; i++) {
                try (TapeWriter writer = TapeFolder.append(folder)) {
                    new Ticks(writer).append(300, 1_000);
                }
            }
        });
        while (!writing.isDone()) {
            Verification.Result result =
                    new Verification(TapeFolder.open(folder), Verification.Observer.NONE).run(false);
            assertThat(result.damage()).isEmpty();
        }
        writing.join();
    }

    /** Begins to append when the last record is read, and is in the middle of a burst when the end is looked at. */
    private static final class Arriving implements Verification.Observer {
        private final DamagedFolder tape;

        private Arriving(DamagedFolder tape) {
            this.tape = tape;
        }

        @Override
        @SuppressWarnings("MustBeClosed")
        public void onRecord(RecordView record) {
            if (record.sequence() < tape.last()) {
                return;
            }
            TapeWriter unused = TapeFolder.append(tape.folder); // as a process does that lives on
            DamagedFolder.Document last = tape.document(tape.last());
            ByteBuffer next = ByteBuffer.allocate(RecordHeader.LENGTH).order(ByteOrder.LITTLE_ENDIAN);
            next.putShort(RecordHeader.TEMPLATE_ID, (short) TickEncoder.TEMPLATE_ID)
                    .putShort(RecordHeader.SCHEMA, (short) RecordHeader.SCHEMA_ID)
                    .putLong(RecordHeader.SEQUENCE, last.sequence() + 2)
                    .putLong(RecordHeader.RECORDED_AT_NANOS, last.nanos() + 1)
                    .putLong(RecordHeader.SOURCE_SEQUENCE, 1_000)
                    .putShort(RecordHeader.SOURCE, (short) 2);
            try {
                DamagedFolder.write(last.file(), last.offset() + 1024, next);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
