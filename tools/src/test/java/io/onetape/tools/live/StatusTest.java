package io.onetape.tools.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.excerpt.AppenderLock;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.services.config.RunMode;
import io.onetape.services.runtime.ControlFiles;
import io.onetape.services.runtime.RunPaths;
import io.onetape.tools.sample.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code run --status} makes of the files that supervisor and processes leave. */
final class StatusTest {
    @TempDir
    Path folder;

    private RunPaths paths = new RunPaths(Path.of(""));

    @BeforeEach
    void aRun() throws Exception {
        paths = new RunPaths(folder.resolve("run"));
        Files.createDirectories(paths.folder());
        new RunFile(
                        new io.onetape.services.runtime.Run(
                                1, RollCycle.HOUR, RunMode.PAPER, 1, false, Optional.empty()),
                        folder.resolve("c.yaml"))
                .write(paths);
        ControlFiles.write(
                paths.control().resolve("processes"),
                "core\tRUNNING\t4121\t0\nrisk\tSTARTING\t0\t3\nvenue\tRUNNING\t4122\t1\n");
        ControlFiles.write(paths.control().resolve("venue.services"), "venue\tSTOPPED\t0\t\n");
    }

    @Test
    void processesThatHaveNotComeSoFarAreStartingAndTheirRestartsAreShown() {
        try (AppenderLock supervisor = supervisor()) {
            assertThat(supervisor).isNotNull();
            assertThat(status(80).lines())
                    .containsExactly(
                            "paper, running, tape at sequence 0",
                            "PROCESS      SERVICE      STATE          PID RESTARTS     CONSUMED     BEHIND",
                            "core         -            starting      4121        0            -          -",
                            "risk         -            starting         -        3            -          -",
                            "venue        venue        starting      4122        1            -          -");
            assertThat(status(0, "--json").out())
                    .isEqualTo("{\"v\":1,\"mode\":\"PAPER\",\"running\":true,\"lastSequence\":\"0\",\"processes\":["
                            + "{\"process\":\"core\",\"state\":\"RUNNING\",\"pid\":4121,\"restarts\":0,\"services\":[]},"
                            + "{\"process\":\"risk\",\"state\":\"STARTING\",\"pid\":null,\"restarts\":3,\"services\":[]},"
                            + "{\"process\":\"venue\",\"state\":\"RUNNING\",\"pid\":4122,\"restarts\":1,\"services\":["
                            + "{\"service\":\"venue\",\"state\":\"STARTING\",\"failures\":0,\"consumed\":null}]}]}\n");
        }
    }

    @Test
    void ofARunThatDoesNotRunNoProcessIsThere() {
        assertThat(status(80).out()).contains("not running").contains("stopped").doesNotContain("4121", "starting");
        assertThat(status(0, "--json").out()).contains("\"pid\":null").doesNotContain("\"pid\":4", "\"pid\":0");
    }

    @Test
    void whyAServiceHasFailedFitsATerminal() {
        ControlFiles.write(
                paths.control().resolve("venue.services"), "venue\tFAILED\t6\t" + "a reason of many words ".repeat(12));
        try (AppenderLock supervisor = supervisor()) {
            assertThat(supervisor).isNotNull();
            Run status = status(80);
            assertThat(status.out()).contains("failed").contains("    a reason of many");
            assertThat(status.lines()).allMatch(line -> line.length() <= 80);
        }
    }

    private AppenderLock supervisor() {
        Path held = paths.control().resolve("supervisor");
        ControlFiles.write(held.resolve("pid"), "1\n");
        return AppenderLock.take(held);
    }

    private Run status(int columns, String... more) {
        Object[] words = new Object[4 + more.length];
        System.arraycopy(new Object[] {"run", "--status", "--dir", paths.folder()}, 0, words, 0, 4);
        System.arraycopy(more, 0, words, 4, more.length);
        return Run.on(columns, Map.of(), words);
    }
}
