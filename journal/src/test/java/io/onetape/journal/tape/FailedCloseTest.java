package io.onetape.journal.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.journal.excerpt.AppenderLock;
import io.onetape.journal.excerpt.CycleFiles;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.verify.Verification;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A writer whose files cannot be finished says so, and holds nothing any more. */
final class FailedCloseTest {
    @TempDir
    Path temp;

    @Test
    void aTapeThatCannotBeClosedIsNotClosedCleanlyAndItsLockIsFree() throws Exception {
        Path folder = temp.resolve("J");
        TapeWriter writer = TapeFolder.create(folder, 7, RollCycle.HOUR);
        new Ticks(writer).append(10, 1_000);
        loseTheFile(folder);

        assertThatThrownBy(writer::close).hasMessageContaining("cannot open");

        assertThat(AppenderLock.isHeld(folder)).isFalse();
        assertThat(Manifest.read(folder).end()).isEmpty();
        assertThat(Files.size(index(folder))).isLessThan(4096); // closed too: what was reserved is cut off
    }

    @Test
    void anOutboxThatCannotBeClosedLetsItsLockGo() throws Exception {
        Path folder = temp.resolve("outbox");
        OutboxFolder outbox = OutboxFolder.open(folder, RollCycle.HOUR);
        OutboxFolderTest.append(outbox, 10, 1_000);
        loseTheFile(folder);

        assertThatThrownBy(outbox::close).hasMessageContaining("cannot open");

        assertThat(AppenderLock.isHeld(folder)).isFalse();
    }

    @Test
    void aTapeThatCannotBeOpenedForAppendingIsAsItWas() throws Exception {
        Path folder = temp.resolve("J");
        try (TapeWriter writer = TapeFolder.create(folder, 7, RollCycle.HOUR)) {
            new Ticks(writer).append(10, 1_000);
        }
        Path inTheWay = Files.createDirectory(folder.resolve(Manifest.FILE + Manifest.NEXT));

        assertThatThrownBy(() -> TapeFolder.append(folder).close()).hasMessageContaining("cannot write " + inTheWay);

        assertThat(AppenderLock.isHeld(folder)).isFalse();
        assertThat(Manifest.read(folder).end()).isPresent();
        Files.delete(inTheWay);
        try (TapeWriter writer = TapeFolder.append(folder)) {
            new Ticks(writer).append(10, 1_000);
        }
        assertThat(new Verification(TapeFolder.open(folder), Verification.Observer.NONE)
                        .run(false)
                        .damage())
                .isEmpty();
    }

    private static void loseTheFile(Path folder) throws Exception {
        Path file = new CycleFiles(folder).newest().orElseThrow();
        Files.move(file, file.resolveSibling("lost"));
    }

    private static Path index(Path folder) throws Exception {
        try (var files = Files.list(folder.resolve("index"))) {
            return files.findFirst().orElseThrow();
        }
    }
}
