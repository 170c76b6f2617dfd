package io.onetape.journal.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.excerpt.CycleFiles;
import io.onetape.journal.excerpt.FreeSpace;
import io.onetape.journal.seal.Seal;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeWriter;
import io.onetape.journal.tape.Ticks;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A loss of power that took all records of the newest cycle, when those before were archived. */
final class LostBehindArchiveTest {
    private static final int TICKS = 900;

    @TempDir
    Path temp;

    private KeptTape tape;
    private Path newest;
    private long archived;

    @BeforeEach
    void write() {
        tape = KeptTape.open(temp.resolve("J"), TICKS);
        List<Seal> seals = tape.seal().added();
        archived = seals.get(seals.size() - 1).last();
        tape.archive();
        newest = new CycleFiles(tape.folder).newest().orElseThrow();
    }

    @Test
    void theTapeGoesOnIfTheNewestCycleIsZeros() throws Exception {
        try (RandomAccessFile bytes = new RandomAccessFile(newest.toFile(), "rw")) {
            long length = bytes.length();
            bytes.setLength(0);
            bytes.setLength(length);
        }
        assertThat(goOn(0)).hasSize(1);
        assertGoesOn();
    }

    @Test
    void theTapeGoesOnIfTheNewestCycleIsGone() throws Exception {
        Files.delete(newest);
        assertThat(goOn(0)).as("the index knows of it").hasSize(1);
        assertGoesOn();
    }

    @Test
    void theTapeGoesOnIfNothingKnowsOfTheNewestCycle() throws Exception {
        forgetNewest();
        assertThat(goOn(0)).as("closed without a record").isEmpty();
        assertGoesOn();
    }

    @Test
    void theFirstRecordBehindAnArchivedCycleIsAppended() throws Exception {
        forgetNewest();
        assertGoesOn();
    }

    private void forgetNewest() throws IOException {
        Files.delete(newest);
        String name = String.valueOf(newest.getFileName());
        Files.deleteIfExists(tape.folder.resolve("index/" + name.replace(".cq4", ".idx")));
        Files.deleteIfExists(tape.folder.resolve("metadata.cq4t"));
    }

    private void assertGoesOn() {
        goOn(200);
        assertThat(tape.firstBad()).isEqualTo("good");
        assertThat(tape.verify().damage()).isEmpty();
        assertThat(tape.last()).isGreaterThan(archived + 200);
    }

    /** Returns the losses that were told. */
    private List<Long> goOn(int ticks) {
        List<Long> losses = new ArrayList<>();
        try (TapeWriter writer = TapeFolder.goOn(
                tape.folder,
                FreeSpace.DEFAULT,
                losing -> losses.add(losing.last()),
                remains -> assertThat(remains.last()).isGreaterThanOrEqualTo(archived))) {
            new Ticks(writer).append(ticks, KeptTape.STEP);
        }
        return losses;
    }
}
