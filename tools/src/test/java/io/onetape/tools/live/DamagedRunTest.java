package io.onetape.tools.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.excerpt.CycleFile;
import io.onetape.journal.excerpt.CycleFiles;
import io.onetape.tools.console.ExitCode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose tape is damaged says so where it was started, and ends. */
final class DamagedRunTest {
    @TempDir
    Path folder;

    @Test
    void aRunOnADamagedTapeEndsWithTheCodeForIt() throws Exception {
        LiveRun.market(folder, 3, 1_000_000_000L);
        Path tape;
        try (LiveRun run = LiveRun.start(folder, "max", List.of(LiveRun.SERVICES), "hour", "")) {
            tape = run.tape();
            run.awaitEnd();
        }
        Path file = new CycleFiles(tape).newest().orElseThrow();
        try (CycleFile cycle = new CycleFile(file)) {
            for (int i = 0; i < 300; i++) {
                assertThat(cycle.next()).isEqualTo(CycleFile.Step.EXCERPT);
            }
            flip(file, cycle.documentOffset() + 60);
        }
        try (LiveRun run = LiveRun.goOn(folder, "--stay")) {
            assertThat(run.exitCode()).as(run.logs()).isEqualTo(ExitCode.DAMAGED);
            assertThat(run.logs())
                    .contains("sequencer has failed and is not started again: damaged at sequence 300", "tape verify ");
        }
    }

    private static void flip(Path file, long at) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(at);
            int old = bytes.read();
            bytes.seek(at);
            bytes.write(old ^ 8);
        }
    }
}
