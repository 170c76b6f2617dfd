package io.onetape.services.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.excerpt.FolderSync;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.tape.DamagedTapeException;
import io.onetape.services.config.topology.RestartPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SlotTest {
    private static final RestartPolicy RESTART = new RestartPolicy(5, 600_000_000_000L, 1_000_000L, 1_000_000L, 0);

    @TempDir
    Path folder;

    private RuntimeJournal journal;
    private FolderSync refusing;
    private RuntimeException failure = new IllegalStateException("an ordinary reason");
    private boolean fails;

    @BeforeEach
    void open() throws IOException {
        journal = new RuntimeJournal("core", new RunPaths(folder), RollCycle.HOUR, () -> 1);
        Path disk = Files.createDirectories(folder.resolve("disk"));
        Files.createFile(disk.resolve("20240808-01L" + RollCycle.SUFFIX));
        refusing = new FolderSync(disk, file -> {
            throw new IOException("no disk");
        });
    }

    @AfterEach
    void close() {
        journal.close();
    }

    /** Fails when told to, and its close finds that the disk refuses. */
    private Slot slot() {
        return new Slot(
                "part",
                () -> new Part() {
                    @Override
                    public int doWork() {
                        if (fails) {
                            throw failure;
                        }
                        return 0;
                    }

                    @Override
                    public void close() {
                        refusing.sync();
                    }
                },
                journal,
                RESTART,
                new SplittableRandom(1));
    }

    @Test
    void aDiskThatRefusesAtTheCloseIsFinalWhateverThePartFailedWith() {
        Slot slot = slot();
        slot.turn(0);
        fails = true;
        slot.turn(1);
        assertThat(slot.state()).isEqualTo(Slot.State.FAILED);
        assertThat(slot.failure().orElseThrow()).hasMessageContaining("to the disk");
    }

    @Test
    void whatIsFinalByItselfIsNotHiddenByWhatItsCloseFindsToo() {
        failure = new DamagedTapeException(7, "a flipped bit");
        Slot slot = slot();
        slot.turn(0);
        fails = true;
        slot.turn(1);
        assertThat(slot.failure()).containsSame(failure);
        assertThat(failure.getSuppressed())
                .singleElement()
                .satisfies(close -> assertThat(close).hasMessageContaining("to the disk"));
    }

    @Test
    void aDiskThatRefusesAtAStopIsAFailure() {
        Slot slot = slot();
        slot.turn(0);
        slot.stop();
        assertThat(slot.state()).isEqualTo(Slot.State.FAILED);
    }
}
