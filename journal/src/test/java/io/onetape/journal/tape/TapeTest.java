package io.onetape.journal.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.journal.excerpt.BusyException;
import io.onetape.journal.excerpt.CycleFiles;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.schema.CycleStartedDecoder;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.rollcycles.LargeRollCycles;
import net.openhft.chronicle.wire.DocumentContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TapeTest {
    private static final long MILLI = 1_000_000L;

    @TempDir
    Path temp;

    @Test
    void memoryAndDiskHoldTheSameBytes() {
        MemoryTape memory = new MemoryTape(7, RollCycle.HOUR);
        new Ticks(memory.writer()).append(5_000, MILLI);
        write(temp.resolve("J"), 5_000);

        assertThat(bytes(TapeFolder.open(temp.resolve("J")))).isEqualTo(bytes(memory));
    }

    @Test
    void chroniclesOwnTailerReadsTheSameBytes() {
        write(temp.resolve("J"), 5_000);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (ChronicleQueue queue = SingleChronicleQueueBuilder.single(
                                temp.resolve("J").toFile())
                        .rollCycle(LargeRollCycles.LARGE_HOURLY)
                        .readOnly(true)
                        .build();
                ExcerptTailer tailer = queue.createTailer()) {
            while (true) {
                try (DocumentContext document = tailer.readingDocument()) {
                    if (!document.isPresent()) {
                        break;
                    }
                    Bytes<?> excerpt = document.wire().bytes();
                    byte[] copy = new byte[(int) excerpt.readRemaining()];
                    excerpt.read(copy);
                    all.writeBytes(copy);
                }
            }
        }
        assertThat(all.toByteArray()).isEqualTo(bytes(TapeFolder.open(temp.resolve("J"))));
    }

    @Test
    void everyCycleBeginsWithCycleStarted() {
        write(temp.resolve("J"), 5_000); // from two seconds before the hour to three after it
        try (TapeReader reader = TapeFolder.open(temp.resolve("J")).reader()) {
            int cycles = 0;
            while (reader.next()) {
                if (reader.record().templateId() == CycleStartedDecoder.TEMPLATE_ID) {
                    cycles++;
                }
            }
            assertThat(cycles).isEqualTo(2);
            assertThat(new CycleFiles(temp.resolve("J")).all()).hasSize(2);
        }
    }

    @Test
    void aTapeGoesOnWhereItWasClosed() {
        Path folder = temp.resolve("J");
        write(folder, 3_000);
        try (TapeWriter writer = TapeFolder.append(folder)) {
            new Ticks(writer).append(2_000, MILLI);
        }
        MemoryTape unbroken = new MemoryTape(7, RollCycle.HOUR);
        new Ticks(unbroken.writer()).append(5_000, MILLI);

        assertThat(bytes(TapeFolder.open(folder))).isEqualTo(bytes(unbroken));
    }

    @Test
    void aSecondAppenderIsRefused() {
        try (TapeWriter writer = TapeFolder.create(temp.resolve("J"), 7, RollCycle.HOUR)) {
            new Ticks(writer).append(10, MILLI);
            assertThatThrownBy(() -> TapeFolder.append(temp.resolve("J")).close())
                    .isInstanceOf(BusyException.class)
                    .hasMessageContaining("pid " + ProcessHandle.current().pid());
        }
    }

    @Test
    void anyPositionIsFoundWithAndWithoutTheIndex() throws Exception {
        Path folder = temp.resolve("J");
        write(folder, 20_000);
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        seekEverywhere(folder, new SplittableRandom(seed));
        try (var files = Files.list(folder.resolve("index"))) {
            for (Path file : files.toList()) {
                Files.write(file, new byte[48]);
            }
        }
        seekEverywhere(folder, new SplittableRandom(seed));
    }

    @Test
    void aReaderFollowsAWriterAcrossCycles() {
        Path folder = temp.resolve("J");
        try (TapeWriter writer = TapeFolder.create(folder, 7, RollCycle.SECOND);
                TapeReader reader = TapeFolder.open(folder).reader()) {
            Ticks ticks = new Ticks(writer);
            for (int round = 0; round < 50; round++) {
                ticks.append(7, 50 * MILLI);
                while (reader.number() < writer.lastSequence()) {
                    reader.next();
                }
                assertThat(reader.next()).isFalse();
            }
        }
    }

    private void seekEverywhere(Path folder, SplittableRandom random) {
        try (TapeReader reader = TapeFolder.open(folder).reader()) {
            for (int i = 0; i < 300; i++) {
                long wanted = 1 + random.nextLong(20_000);
                reader.seek(wanted);
                assertThat(reader.next()).isTrue();
                assertThat(reader.record().sequence()).isEqualTo(wanted);
                long time = Ticks.START + random.nextLong(20_000 * MILLI);
                reader.seekTime(time);
                assertThat(reader.next()).isTrue();
                assertThat(reader.record().recordedAtNanos()).isBetween(time, time + MILLI);
            }
        }
    }

    private static void write(Path folder, int count) {
        try (TapeWriter writer = TapeFolder.create(folder, 7, RollCycle.HOUR)) {
            new Ticks(writer).append(count, MILLI);
        }
    }

    private static byte[] bytes(Tape tape) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (TapeReader reader = tape.reader()) {
            while (reader.next()) {
                byte[] copy = new byte[reader.record().length()];
                reader.record().buffer().getBytes(0, copy);
                all.writeBytes(copy);
            }
        }
        return all.toByteArray();
    }
}
