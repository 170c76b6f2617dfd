package io.onetape.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.tools.sample.SampleTape;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StartTest {
    @TempDir
    Path folder;

    /** Chronicle's classes take longer to load than these commands may take altogether. */
    @Test
    void lookingAtATapeLoadsNoClassOfChronicle() throws Exception {
        Path tape = folder.resolve("tape");
        SampleTape.writeOrder(tape);
        for (List<String> command : List.of(List.of("info"), List.of("cat", "-n", "1"), List.of("stats"))) {
            List<String> words = new ArrayList<>(List.of("io.onetape.tools.Main"));
            words.addAll(command);
            words.add(tape.toString());
            assertThat(loaded(words)).contains("io.onetape.tools.Main ").doesNotContain("net.openhft", "org.duckdb");
        }
    }

    /** The launcher ignores a warm-up that fails: runs would only start slowly. */
    @Test
    void theWarmUpOfProcessesLoadsWhatARunLoads() throws Exception {
        assertThat(loaded(List.of("io.onetape.tools.live.ProcessWarmUp", folder.toString())))
                .contains(
                        "io.onetape.services.runtime.Supervisor ",
                        "io.onetape.services.runtime.HealthEndpoint ",
                        "io.onetape.services.store.CacheMap ",
                        "io.onetape.replay.snapshot.SnapshotFile ",
                        "net.logstash.logback.encoder.LogstashEncoder ");
    }

    private static String loaded(List<String> mainAndArguments) throws Exception {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + Path.of(System.getProperty("onetape.root"), "config", "jvm.args"),
                "-Xlog:class+load",
                "-Donetape.root=" + System.getProperty("onetape.root"),
                "-cp",
                System.getProperty("java.class.path")));
        words.addAll(mainAndArguments);
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
