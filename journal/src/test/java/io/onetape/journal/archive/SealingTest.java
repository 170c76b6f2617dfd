package io.onetape.journal.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.journal.excerpt.CycleFile;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.seal.DamagedSealsException;
import io.onetape.journal.seal.Seals;
import io.onetape.journal.tape.DamagedTapeException;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeWriter;
import io.onetape.journal.tape.Ticks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SealingTest {
    @TempDir
    Path temp;

    @Test
    void everyCycleOfAClosedTapeIsSealedOnce() {
        KeptTape tape = KeptTape.closed(temp.resolve("J"), 400);
        Sealing.Result first = tape.seal();
        assertThat(first.added()).hasSameSizeAs(tape.cycles());
        assertThat(first.added().get(first.added().size() - 1).last()).isEqualTo(tape.last());
        assertThat(tape.firstBad()).isEqualTo("good");
        assertThat(tape.seals().unsealed()).isEmpty();

        Sealing.Result second = tape.seal();
        assertThat(second.added()).isEmpty();
        assertThat(second.chain()).isEqualTo(first.chain());
        assertThat(tape.hash()).hasSize(64);
    }

    @Test
    void theNewestCycleOfATapeThatWasNotClosedIsLeftOpen() {
        KeptTape tape = KeptTape.open(temp.resolve("J"), 400);
        assertThat(tape.seals().unsealed()).hasSize(tape.cycles().size() - 1);
        assertThat(tape.seal().added()).hasSize(tape.cycles().size() - 1);
        assertThat(tape.seals().unsealed()).isEmpty();
    }

    @Test
    void aDryRunSaysWhatWouldBeSealedAndSealsNothing() {
        KeptTape tape = KeptTape.closed(temp.resolve("J"), 300);
        assertThat(new Sealing(tape.tape(), KeptTape.QUIET).run(true).added())
                .hasSize(tape.cycles().size());
        assertThat(tape.folder.resolve(Seals.FILE)).doesNotExist();
    }

    @Test
    void aTapeThatGoesOnInASealedCycleGetsAFurtherSealForTheRest() {
        KeptTape tape = KeptTape.closed(temp.resolve("J"), 250);
        int before = tape.seal().added().size();
        tape.goOn(20); // in the same second
        assertThat(tape.cycles()).hasSize(before);
        assertThat(tape.firstBad()).isEqualTo("good");
        assertThat(tape.seals().unsealed()).containsExactly(tape.name(before - 1));
        assertThat(tape.seal().added()).hasSize(1);
        tape.goOn(250);
        tape.seal();
        assertThat(tape.firstBad()).isEqualTo("good");
        assertThat(tape.seals().unsealed()).isEmpty();
        assertThat(Seals.read(tape.folder, 7).of(tape.name(before - 1))).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void aFlippedBitInAnyRecordNamesItsCycle() throws IOException {
        KeptTape tape = KeptTape.closed(temp.resolve("J"), 500);
        tape.seal();
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 20; i++) {
            int cycle = random.nextInt(tape.cycles().size());
            List<long[]> records = records(tape.cycle(cycle));
            long[] record = records.get(random.nextInt(records.size()));
            long offset = record[0] + random.nextLong(record[1]);
            int bit = random.nextInt(8);
            KeptTape.flip(tape.cycle(cycle), offset, bit);
            assertThat(tape.firstBad()).as("bit %d at %d", bit, offset).isEqualTo(tape.name(cycle));
            KeptTape.flip(tape.cycle(cycle), offset, bit);
        }
        assertThat(tape.firstBad()).isEqualTo("good");
    }

    @Test
    void aDeletedReorderedTruncatedOrReplacedCycleIsNamed() throws IOException {
        KeptTape good = KeptTape.closed(temp.resolve("J"), 500);
        good.seal();
        int cycles = good.cycles().size();
        for (int i = 0; i < cycles; i++) {
            KeptTape deleted = good.copy(temp.resolve("deleted" + i));
            String name = deleted.name(i);
            Files.delete(deleted.cycle(i));
            assertThat(deleted.firstBad()).isEqualTo(name);

            KeptTape truncated = good.copy(temp.resolve("truncated" + i));
            List<long[]> records = records(truncated.cycle(i));
            try (FileChannel channel = FileChannel.open(truncated.cycle(i), StandardOpenOption.WRITE)) {
                channel.truncate(records.get(records.size() - 1)[0] - 4);
            }
            assertThat(truncated.firstBad()).isEqualTo(name);

            if (i + 1 < cycles) {
                KeptTape swapped = good.copy(temp.resolve("swapped" + i));
                KeptTape.swap(swapped.cycle(i), swapped.cycle(i + 1));
                assertThat(swapped.firstBad()).isEqualTo(name);
            }
        }
        KeptTape replaced = good.copy(temp.resolve("replaced"));
        KeptTape.copyFile(forged(temp.resolve("other")).cycle(2), replaced.cycle(2));
        assertThat(replaced.firstBad()).isEqualTo(replaced.name(2));
    }

    @Test
    void aWholeTapeThatWasWrittenAnewIsNamedAtItsFirstCycle() {
        KeptTape good = KeptTape.closed(temp.resolve("J"), 500);
        good.seal();
        KeptTape forged = forged(temp.resolve("forged"));
        KeptTape.copyFile(good.folder.resolve(Seals.FILE), forged.folder.resolve(Seals.FILE));
        KeptTape.copyFile(good.folder.resolve(Seals.END_FILE), forged.folder.resolve(Seals.END_FILE));
        assertThat(forged.hash()).hasSize(64); // good by itself
        assertThat(forged.firstBad()).isEqualTo(good.name(0));
    }

    @Test
    void sealsThatFitAnotherTailAreCaughtByTheRecordBehindThem() throws IOException {
        KeptTape good = KeptTape.open(temp.resolve("J"), 500);
        good.seal();
        KeptTape forged = forged(temp.resolve("forged"));
        forged.seal();
        int newest = good.cycles().size() - 1;
        KeptTape mixed = new KeptTape(temp.resolve("mixed"));
        KeptTape.copy(good.folder, mixed.folder);
        for (int i = 0; i < newest; i++) {
            KeptTape.copyFile(forged.cycle(i), mixed.cycle(i));
        }
        Seals all = Seals.read(forged.folder, 7);
        new Seals(7, all.all().subList(0, newest)).write(mixed.folder);
        assertThat(mixed.firstBad()).isEqualTo(mixed.name(newest - 1));
    }

    @Test
    void onlyANotedChainValueShowsThatTapeAndSealsWereBothWrittenAnew() {
        KeptTape good = KeptTape.closed(temp.resolve("J"), 500);
        String noted = good.seal().chain();
        KeptTape forged = forged(temp.resolve("forged"));
        forged.seal();
        assertThat(forged.firstBad()).isEqualTo("good");
        assertThat(new SealVerification(forged.tape(), KeptTape.QUIET)
                        .run(noted)
                        .difference())
                .isPresent();
        good.goOn(300).seal();
        assertThat(new SealVerification(good.tape(), KeptTape.QUIET).run(noted).difference())
                .isEmpty();
    }

    @Test
    void everyEditOfTheSealsIsRefused() throws IOException {
        KeptTape tape = KeptTape.closed(temp.resolve("J"), 300);
        tape.seal();
        for (String name : List.of(Seals.FILE, Seals.END_FILE)) {
            Path file = tape.folder.resolve(name);
            byte[] bytes = Files.readAllBytes(file);
            for (int at = 0; at < bytes.length; at++) {
                KeptTape.flip(file, at, at % 7);
                assertThat(isRefused(tape)).as("byte %d of %s", at, name).isTrue();
                KeptTape.flip(file, at, at % 7);
            }
        }
        Path file = tape.folder.resolve(Seals.FILE);
        String text = Files.readString(file);
        for (int length = 0; length < text.length(); length += 3) {
            Files.writeString(file, text.substring(0, length));
            assertThat(isRefused(tape)).as("cut to %d", length).isTrue();
        }
        List<String> lines = new ArrayList<>(text.lines().toList());
        String second = lines.remove(1);
        Files.writeString(file, String.join("\n", lines) + "\n");
        assertThat(tape.firstBad())
                .isEqualTo(lines.get(1).substring(0, lines.get(1).indexOf(' ')));
        lines.add(2, second);
        Files.writeString(file, String.join("\n", lines) + "\n");
        assertThat(tape.seals().difference()).isPresent();
        Files.delete(file);
        assertThat(tape.seals().difference()).isPresent();
        assertThatThrownBy(tape::seal).isInstanceOf(DamagedSealsException.class);
        Files.writeString(file, text);
        assertThat(tape.firstBad()).isEqualTo("good");
    }

    @Test
    void sealsOfAnotherTapeAreRefused() {
        KeptTape tape = KeptTape.closed(temp.resolve("J"), 300);
        Seals.none(8).write(tape.folder);
        assertThat(tape.seals().difference().orElseThrow().found()).contains("those of tape 7");
    }

    @Test
    void aDamagedCycleIsNotSealedAndTheOnesBeforeItAre() throws IOException {
        KeptTape tape = KeptTape.closed(temp.resolve("J"), 500);
        long[] record = records(tape.cycle(2)).get(5);
        long sequence = record[2];
        KeptTape.flip(tape.cycle(2), record[0] + 70, 3);
        assertThatThrownBy(tape::seal)
                .isInstanceOf(DamagedTapeException.class)
                .hasMessageContaining("damaged at sequence " + sequence);
        assertThat(Seals.read(tape.folder, 7).all()).hasSize(2);
        KeptTape.flip(tape.cycle(2), record[0] + 70, 3);

        Path gone = tape.cycle(3);
        long missing = records(gone).get(0)[2];
        Files.move(gone, temp.resolve("aside"));
        assertThatThrownBy(tape::seal)
                .isInstanceOf(DamagedTapeException.class)
                .hasMessageContaining("damaged at sequence " + missing);
        assertThat(Seals.read(tape.folder, 7).all()).hasSize(2);
        Files.move(temp.resolve("aside"), gone);
        tape.seal();
        assertThat(tape.firstBad()).isEqualTo("good");
    }

    @Test
    void aCycleThatTheQueueEndedTooEarlyIsNotSealed() throws IOException {
        KeptTape tape = KeptTape.closed(temp.resolve("J"), 500);
        long[] record = records(tape.cycle(1)).get(9);
        try (FileChannel channel = FileChannel.open(tape.cycle(1), StandardOpenOption.WRITE)) {
            channel.write(
                    ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(0, CycleFile.END_OF_CYCLE),
                    record[0] - 4);
        }
        assertThatThrownBy(tape::seal)
                .isInstanceOf(DamagedTapeException.class)
                .hasMessageContaining("damaged at sequence " + record[2]);
        assertThat(Seals.read(tape.folder, 7).all()).hasSize(1);
    }

    private static boolean isRefused(KeptTape tape) {
        try {
            Seals.read(tape.folder, 7);
            return false;
        } catch (DamagedSealsException e) {
            return true;
        }
    }

    /** Offset, length and sequence of each record of a file. */
    static List<long[]> records(Path cycle) {
        List<long[]> records = new ArrayList<>();
        RecordView view = new RecordView();
        try (CycleFile file = new CycleFile(cycle)) {
            while (file.next() == CycleFile.Step.EXCERPT) {
                view.wrap(file.address(), file.length());
                records.add(new long[] {file.documentOffset() + 4, file.length(), view.sequence()});
            }
        }
        return records;
    }

    /** The same id, cycles and sequences, other records. */
    private static KeptTape forged(Path folder) {
        try (TapeWriter writer = TapeFolder.create(folder, 7, RollCycle.SECOND)) {
            new Ticks(writer).append(500, KeptTape.STEP - 1);
        }
        return new KeptTape(folder);
    }
}
