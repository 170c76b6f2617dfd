package io.onetape.journal.tape;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.excerpt.RollCycle;
import java.io.IOException;
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

/** The index is a cache: whatever becomes of it, every position is found. */
final class TimeIndexTest {
    private static final int RECORDS = 6_000;
    private static final long STEP = 1_000_000;

    @TempDir
    Path temp;

    private Path folder = Path.of("");

    @BeforeEach
    void aTapeOverThreeHours() {
        folder = temp.resolve("J");
        try (TapeWriter writer = TapeFolder.create(folder, 7, RollCycle.HOUR)) {
            new Ticks(writer).append(RECORDS, STEP);
        }
    }

    @Test
    void anEntryStandsForEvery256thRecord() throws IOException {
        long entries = 0;
        for (Path file : indexes()) {
            assertThat(Files.size(file) % TimeIndexWriter.ENTRY_BYTES).isZero();
            entries += Files.size(file) / TimeIndexWriter.ENTRY_BYTES;
        }
        assertThat(entries).isBetween(RECORDS / 256L, RECORDS / 256L + 2);
        assertThat(TapeFolder.open(folder).lastIndexed()).isBetween(RECORDS - 256L, RECORDS + 10L);
    }

    @Test
    void zerosBehindTheEntriesAreWrittenOverAfterAKill() throws IOException {
        for (Path file : indexes()) { // a killed writer leaves its whole map
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.allocate(1), 200_000);
            }
        }
        everythingIsFound(RECORDS);
        try (TapeWriter writer = TapeFolder.append(folder)) {
            new Ticks(writer).append(RECORDS, STEP);
        }
        everythingIsFound(2 * RECORDS);
        Path newest = indexes().get(indexes().size() - 1);
        assertThat(Files.size(newest)).isLessThan(200_000);
        assertThat(TapeFolder.open(folder).lastIndexed()).isGreaterThan(2 * RECORDS - 256);
    }

    @Test
    void aTruncatedIndexOnlyCostsTime() throws IOException {
        for (Path file : indexes()) {
            for (long size : new long[] {Files.size(file) - 1, 24 * 7 + 5, 24, 11, 0}) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(Math.min(channel.size(), size));
                }
                everythingIsFound(RECORDS);
            }
        }
        try (TapeWriter writer = TapeFolder.append(folder)) {
            new Ticks(writer).append(1_000, STEP);
        }
        everythingIsFound(RECORDS + 1_000);
    }

    @Test
    void anIndexOfGarbageOnlyCostsTime() throws IOException {
        SplittableRandom random = seeded();
        for (Path file : indexes()) {
            byte[] garbage = new byte[(int) Files.size(file)];
            random.nextBytes(garbage);
            Files.write(file, garbage);
        }
        everythingIsFound(RECORDS);
    }

    @Test
    void theIndexOfAnotherCycleOnlyCostsTime() throws IOException {
        List<Path> files = indexes();
        byte[] first = Files.readAllBytes(files.get(0));
        Files.write(files.get(0), Files.readAllBytes(files.get(1)));
        Files.write(files.get(1), first);
        everythingIsFound(RECORDS);
    }

    @Test
    void withoutAnIndexEverythingIsFound() throws IOException {
        for (Path file : indexes()) {
            Files.delete(file);
        }
        everythingIsFound(RECORDS);
        Files.delete(folder.resolve(TimeIndexWriter.FOLDER));
        everythingIsFound(RECORDS);
    }

    private void everythingIsFound(int ticks) {
        SplittableRandom random = seeded();
        try (TapeReader reader = TapeFolder.open(folder).reader()) {
            assertThat(reader.seekLast()).isTrue();
            long last = reader.number();
            assertThat(last).isGreaterThan(ticks);
            for (int i = 0; i < 60; i++) {
                long wanted = i == 0 ? 1 : i == 1 ? last : 1 + random.nextLong(last);
                reader.seek(wanted);
                assertThat(reader.next()).isTrue();
                assertThat(reader.record().sequence()).isEqualTo(wanted);
                long time = reader.record().recordedAtNanos();
                reader.seekTime(time - random.nextLong(STEP));
                assertThat(reader.next()).isTrue();
                assertThat(reader.record().recordedAtNanos()).isEqualTo(time);
            }
            reader.seek(last + 1);
            assertThat(reader.next()).isFalse();
        }
    }

    private List<Path> indexes() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve(TimeIndexWriter.FOLDER))) {
            return all.sorted().toList();
        }
    }

    private static SplittableRandom seeded() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        return new SplittableRandom(seed);
    }
}
