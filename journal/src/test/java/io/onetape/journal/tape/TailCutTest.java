package io.onetape.journal.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.journal.excerpt.CycleFile;
import io.onetape.journal.excerpt.CycleFiles;
import io.onetape.journal.excerpt.FreeSpace;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Source;
import io.onetape.journal.verify.Verification;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tape of some cycles loses its tail, and whoever cuts it is killed between any two changes. */
final class TailCutTest {
    private static final long STEP = 10_000_000;
    private static final int COUNT = 700;

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @TempDir
    Path temp;

    private Path lost = Path.of("");
    private long last;

    @BeforeEach
    void aTapeThatLostItsTail() throws IOException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        last = new SplittableRandom(seed).nextLong(2, 500); // of seven cycles; the index knows more
        lost = temp.resolve("lost");
        Path written = temp.resolve("written");
        try (TapeWriter writer = TapeFolder.create(written, 7, RollCycle.SECOND)) {
            new Ticks(writer).append(COUNT, STEP);
            copy(written, lost);
        }
        for (Path file : new CycleFiles(lost).all()) {
            zero(file, endOf(file));
        }
    }

    @Test
    void aKillBetweenAnyTwoChangesIsMadeGoodByTheNextStart() {
        int steps = 0;
        boolean killed = true;
        while (killed) {
            Path folder = temp.resolve("killed" + steps);
            copy(lost, folder);
            killed = cut(folder, steps++);
            try (TapeWriter writer = TapeFolder.goOn(folder, FreeSpace.DEFAULT, losing -> {}, remains -> {
                assertThat(remains.last()).isEqualTo(last);
                assertThat(remains.closed()).isFalse();
            })) {
                Ticks ticks = new Ticks(writer);
                int source = writer.sources().byName("clock").orElseThrow().number();
                int missing = COUNT - (int) writer.sources().last(source);
                ticks.append(1, nanosBehind(last) - writer.lastNanos()); // 0 behind a cycle's start, which has its time
                ticks.append(missing - 1, STEP);
            }
            Verification.Result result =
                    new Verification(TapeFolder.open(folder), Verification.Observer.NONE).run(true);
            assertThat(result.damage()).isEmpty();
            assertThat(result.hash()).isEqualTo(hash(temp.resolve("written")));
        }
        assertThat(steps).isGreaterThan(6);
    }

    @Test
    void nothingIsDeleted() throws IOException {
        try (TapeWriter writer = TapeFolder.goOn(
                lost,
                FreeSpace.DEFAULT,
                losing -> {},
                remains -> assertThat(remains.lost())
                        .hasValueSatisfying(known -> assertThat(known).startsWith("the index knows sequence ")))) {
            assertThat(writer.lastSequence()).isEqualTo(last);
        }
        try (Stream<Path> kept = Files.walk(lost.resolve("trash"))) {
            assertThat(kept.filter(file -> file.toString().contains(RollCycle.SUFFIX)))
                    .hasSizeGreaterThan(1);
        }
        assertThat(lost.resolve("trash/cut.next")).doesNotExist();
    }

    @Test
    void aTapeThatWasClosedIsRefused() {
        Manifest manifest = Manifest.read(lost);
        manifest.withEnd(Optional.of(new Manifest.End(COUNT, 1))).write(lost);
        assertThatThrownBy(() -> TapeFolder.goOn(lost, FreeSpace.DEFAULT, losing -> {}, remains -> {})
                        .close())
                .isInstanceOf(DamagedTapeException.class)
                .hasMessageContaining("damaged at sequence " + (last + 1));
    }

    /** When the tick stood that followed. */
    private long nanosBehind(long sequence) {
        try (TapeReader reader = TapeFolder.open(temp.resolve("written")).reader()) {
            reader.seek(sequence + 1);
            do {
                assertThat(reader.next()).isTrue();
            } while (reader.record().source() == Source.SEQUENCER);
            return reader.record().recordedAtNanos();
        }
    }

    private boolean cut(Path folder, int steps) {
        TailCut cut = new TailCut(folder, Manifest.read(folder));
        int[] left = {steps};
        cut.onStep = () -> {
            if (left[0]-- == 0) {
                throw new Killed();
            }
        };
        try {
            cut.behind(last);
            return false;
        } catch (Killed e) {
            return true;
        }
    }

    private static String hash(Path tape) {
        return new Verification(TapeFolder.open(tape), Verification.Observer.NONE)
                .run(true)
                .hash();
    }

    /** Where the last record that is kept ends; 0 if none of the file is. */
    private long endOf(Path file) {
        RecordView view = new RecordView();
        long end = 0;
        try (CycleFile cycle = new CycleFile(file)) {
            CycleFile.Step step = cycle.next();
            while (step == CycleFile.Step.EXCERPT
                    && view.wrap(cycle.address(), cycle.length()).sequence() <= last) {
                end = cycle.nextOffset();
                step = cycle.next();
            }
            return step == CycleFile.Step.END ? cycle.size() : end; // a finished cycle stays whole
        }
    }

    private static void zero(Path file, long from) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            long length = bytes.length();
            bytes.setLength(from);
            bytes.setLength(length);
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
