package io.onetape.journal.tape;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.excerpt.CycleFile;
import io.onetape.journal.excerpt.CycleFiles;
import io.onetape.journal.excerpt.FreeSpace;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Source;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.schema.TickEncoder;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TailHintTest {
    private static final long START = 1_723_161_599_000_000_000L;
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    Path folder;

    private final RecordDraft draft = new RecordDraft();

    private Path tape() {
        return folder.resolve("tape");
    }

    @Test
    void whatIsKnownFromAHintIsWhatIsKnownFromTheCycle() throws Exception {
        write(300);
        String known = known();
        assertThat(Files.exists(hint())).isTrue();
        assertThat(startsAt()).isEqualTo(150);
        Files.delete(hint());
        assertThat(startsAt()).isLessThan(150);
        assertThat(known()).isEqualTo(known).contains("feed 3 last 150 at ");
    }

    @Test
    void aHintInACycleBeforeTheNewestIsNotFollowed() {
        write(300);
        long end;
        try (TapeWriter writer = TapeFolder.append(tape())) {
            end = writer.lastSequence();
            append(writer, writer.define(SourceKind.OUTSIDE, "feed", START), START + 7_500 * SECOND);
        }
        assertThat(startsAt()).isEqualTo(end);
    }

    @Test
    void whoeverGoesOnFromAHintChainsOn() {
        write(300);
        try (TapeWriter writer = TapeFolder.append(tape())) {
            append(writer, writer.define(SourceKind.OUTSIDE, "feed", START), START + 310 * SECOND);
        }
        try (TapeReader reader = TapeFolder.open(tape()).reader()) {
            while (reader.next()) {
                // each is checked
            }
            TapeFolder.open(tape()).requireEnd(reader);
            assertThat(reader.record().sourceSequence()).isEqualTo(151);
        }
    }

    @Test
    void aDamagedHintIsNotUsed() throws Exception {
        write(300);
        String known = known();
        byte[] good = Files.readAllBytes(hint());
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= 16;
            Files.write(hint(), bad);
            assertThat(startsAt()).as("byte %d", i).isLessThan(150);
            assertThat(known()).as("byte %d", i).isEqualTo(known);
        }
        Files.write(hint(), new byte[0]);
        assertThat(known()).isEqualTo(known);
    }

    @Test
    void aHintOfAnotherTapeOrOfALostRecordIsNotUsed() throws Exception {
        write(300);
        Path longer = tape();
        byte[] foreign = Files.readAllBytes(hint());
        Files.move(longer, folder.resolve("other"));
        write(100);
        String known = known();
        Files.write(hint(), foreign);
        assertThat(known()).isEqualTo(known);
        Files.move(tape(), folder.resolve("short"));
        draft.begin(new TickEncoder(), 0); // other records under the same numbers
        write(299);
        String others = known();
        Files.write(hint(), foreign);
        assertThat(known()).isEqualTo(others);
    }

    @Test
    void aTornRecordThatAHintNamesIsLostAndNotDamage() throws Exception {
        write(300);
        long torn = tearOneBefore(150);
        TapeFolder.open(tape()).manifest().withEnd(Optional.empty()).write(tape());
        TapeTail atRest = TapeFolder.open(tape()).atRest();
        assertThat(atRest.sequence()).isEqualTo(torn - 1);
        assertThat(atRest.sources().byName("feed")).isPresent();
        List<Long> last = new ArrayList<>();
        TapeFolder.goOn(
                        tape(),
                        FreeSpace.DEFAULT,
                        losing -> last.add(losing.last()),
                        remains -> last.add(remains.last()))
                .close();
        assertThat(last).containsExactly(torn - 1, torn - 1);
    }

    /** Zeros from the last border of a page on that a record before this one lies on; returns its number. */
    private long tearOneBefore(long number) throws Exception {
        Path file = new CycleFiles(tape()).newest().orElseThrow();
        long torn = 0;
        long border = 0;
        try (CycleFile cycle = new CycleFile(file)) {
            RecordView view = new RecordView();
            while (cycle.next() == CycleFile.Step.EXCERPT) {
                view.wrap(cycle.address(), cycle.length());
                long lastPage = (cycle.nextOffset() - 1) & -4096;
                if (lastPage > cycle.documentOffset() && view.sequence() <= number) {
                    torn = view.sequence();
                    border = lastPage;
                }
            }
        }
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            long length = bytes.length();
            bytes.setLength(border);
            bytes.setLength(length);
        }
        return torn;
    }

    @Test
    void aWriterLeavesHintsOnItsWay() {
        try (TapeWriter writer = TapeFolder.create(tape(), 7, RollCycle.HOUR)) {
            int feed = writer.define(SourceKind.OUTSIDE, "feed", START);
            while (writer.lastSequence() < TailHint.RECORDS_PER_HINT + 10) {
                append(writer, feed, START);
            }
        }
        assertThat(startsAt()).isEqualTo(TailHint.RECORDS_PER_HINT);
    }

    private Path hint() {
        return tape().resolve(TailHint.FILE);
    }

    /** Two sources in turn, a record a second, all but the first in the second cycle, and a hint on the way. */
    private void write(int records) {
        try (TapeWriter writer = TapeFolder.create(tape(), records, RollCycle.HOUR)) {
            int clock = writer.define(SourceKind.OUTSIDE, "clock", START);
            int feed = writer.define(SourceKind.OUTSIDE, "feed", START);
            for (int i = 1; i <= records; i++) {
                append(writer, i % 2 == 0 ? feed : clock, START + i * SECOND);
                if (writer.lastSequence() >= 150 && !Files.exists(hint())) {
                    TailHint.write(tape(), writer);
                }
            }
        }
    }

    private void append(TapeWriter writer, int source, long nanos) {
        draft.begin(new TickEncoder(), 0).wallNanos(nanos);
        draft.source(source, writer.sources().last(source) + 1);
        writer.append(draft.buffer(), draft.length(), source, nanos);
    }

    /** Where reading begins. */
    private long startsAt() {
        try (TapeReader reader = TapeFolder.open(tape()).reader()) {
            TailHint.seek(tape(), reader);
            return reader.number();
        }
    }

    private String known() {
        StringBuilder known = new StringBuilder();
        try (TapeReader reader = TapeFolder.open(tape()).reader()) {
            TapeTail tail = TailHint.seek(tape(), reader);
            while (reader.next()) {
                tail.accept(reader.record());
            }
            known.append(tail.sequence + " " + tail.nanos + " " + tail.crc32c + " " + tail.instruments.all() + "\n");
            for (Source source : tail.sources.all()) {
                int number = source.number();
                known.append(source.name() + " " + number + " last " + tail.sources.last(number) + " at "
                        + tail.sources.lastSequence(number) + "\n");
            }
        }
        return known.toString();
    }
}
