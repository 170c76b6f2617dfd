package io.onetape.journal.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.schema.TickEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Positions on a long tape. The times are printed and not asserted: they are the machine's. */
final class PositionsTest {
    private static final long RECORDS = Long.getLong("onetape.positions.records", 100_000_000);
    private static final long BYTES_PER_RECORD = 120;
    private static final long STEP = 400_000; // 9 million records an hour
    private static final int POSITIONS = 1_000;

    @TempDir
    Path temp;

    @Tag("long")
    @Test
    void anyPositionOfALongTapeIsFound() throws Exception {
        long needed = RECORDS * BYTES_PER_RECORD;
        long free = Files.getFileStore(temp).getUsableSpace();
        assumeTrue(
                free > needed,
                "expected " + (needed >> 30) + " GiB free in " + temp + ", found " + (free >> 30)
                        + ": -Djava.io.tmpdir chooses another disk, -Donetape.positions.records fewer records");
        Path folder = temp.resolve("J");
        write(folder);
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        find(folder, new SplittableRandom(seed));
    }

    private static void write(Path folder) {
        long started = System.nanoTime();
        RecordDraft draft = new RecordDraft();
        TickEncoder tick = new TickEncoder();
        try (TapeWriter writer = TapeFolder.create(folder, 7, RollCycle.HOUR)) {
            int source = writer.define(SourceKind.OUTSIDE, "clock", Ticks.START);
            for (long number = 1; number <= RECORDS; number++) {
                long nanos = Ticks.START + number * STEP;
                draft.begin(tick, 0).wallNanos(nanos);
                draft.source(source, number);
                writer.append(draft.buffer(), draft.length(), source, nanos);
            }
        }
        print(String.format(
                Locale.ROOT,
                "%d records written, %.0f ns each",
                RECORDS,
                (System.nanoTime() - started) / (double) RECORDS));
    }

    private static void find(Path folder, SplittableRandom random) {
        long[] bySequence = new long[POSITIONS];
        long[] byTime = new long[POSITIONS];
        long opened = System.nanoTime();
        try (TapeReader reader = TapeFolder.open(folder).reader()) {
            reader.seek(RECORDS / 2);
            assertThat(reader.next()).isTrue();
            print(String.format(
                    Locale.ROOT,
                    "opened, and the first position found, in %.2f ms",
                    (System.nanoTime() - opened) / 1e6));
            for (int i = 0; i < POSITIONS; i++) {
                long wanted = 1 + random.nextLong(RECORDS);
                long from = System.nanoTime();
                reader.seek(wanted);
                assertThat(reader.next()).isTrue();
                bySequence[i] = System.nanoTime() - from;
                assertThat(reader.record().sequence()).isEqualTo(wanted);

                long time = Ticks.START + (1 + random.nextLong(RECORDS)) * STEP;
                String iso = Instant.ofEpochSecond(time / 1_000_000_000, time % 1_000_000_000)
                        .toString();
                from = System.nanoTime();
                Instant at = Instant.parse(iso);
                reader.seekTime(at.getEpochSecond() * 1_000_000_000 + at.getNano());
                assertThat(reader.next()).isTrue();
                byTime[i] = System.nanoTime() - from;
                assertThat(reader.record().recordedAtNanos()).isEqualTo(time);
            }
        }
        printPercentiles("by sequence", bySequence);
        printPercentiles("by time", byTime);
    }

    private static void printPercentiles(String what, long[] nanos) {
        Arrays.sort(nanos);
        print(String.format(
                Locale.ROOT,
                "%d positions %s: p50 %.3f ms, p99 %.3f ms, longest %.3f ms",
                nanos.length,
                what,
                nanos[nanos.length / 2] / 1e6,
                nanos[nanos.length * 99 / 100] / 1e6,
                nanos[nanos.length - 1] / 1e6));
    }

    private static void print(String line) {
        System.out.println(line);
    }
}
