package io.onetape.journal.excerpt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderSyncTest {
    @TempDir
    Path folder;

    private final List<String> forced = new ArrayList<>();

    @Test
    void everyFileIsForcedOnceMoreAfterANewerOneHasBegunAndThenNoMore() throws IOException {
        FolderSync sync = new FolderSync(folder, this::force);
        file("20240808-01");
        assertThat(forcedBy(sync)).containsExactly("20240808-01.cq4", "folder");
        assertThat(forcedBy(sync)).containsExactly("20240808-01.cq4");
        file("20240808-02");
        file("20240808-03");
        assertThat(forcedBy(sync)).containsExactly("20240808-01.cq4", "20240808-02.cq4", "20240808-03.cq4", "folder");
        assertThat(forcedBy(sync)).containsExactly("20240808-03.cq4");
    }

    @Test
    void aFolderThatIsNotThereHasNothingToForce() {
        assertThat(forcedBy(new FolderSync(folder.resolve("later"), this::force)))
                .isEmpty();
    }

    @Test
    void whatCannotBeForcedIsNotTakenForForced() throws IOException {
        file("20240808-01");
        FolderSync sync = new FolderSync(folder, file -> {
            throw new IOException("no disk");
        });
        assertThatThrownBy(sync::sync)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("20240808-01.cq4 to the disk");
        assertThatThrownBy(sync::sync).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void aDiskThatHasRefusedIsNotBelievedAgain() throws IOException {
        file("20240808-01");
        assertThatThrownBy(new FolderSync(folder, file -> {
                    throw new IOException("no disk");
                })::sync)
                .isInstanceOf(DiskSyncException.class);
        FolderSync another = new FolderSync(folder, this::force);
        assertThatThrownBy(another::sync).isInstanceOf(DiskSyncException.class).hasMessageContaining("has refused");
        assertThat(forced).isEmpty();
    }

    private List<String> forcedBy(FolderSync sync) {
        forced.clear();
        sync.sync();
        return forced;
    }

    private void force(Path file) {
        forced.add(file.equals(folder) ? "folder" : String.valueOf(file.getFileName()));
    }

    private void file(String name) throws IOException {
        Files.createFile(folder.resolve(name + RollCycle.SUFFIX));
    }
}
