package io.onetape.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.tools.sample.SampleTape;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
            assertThat(loaded(command, tape)).contains("io.onetape.tools.Main ").doesNotContain("net.openhft");
        }
    }

    private static String loaded(List<String> command, Path tape) throws Exception {
        List<String> words = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + Path.of(System.getProperty("onetape.root"), "config", "jvm.args"),
                "-Xlog:class+load",
                "-cp",
                System.getProperty("java.class.path"),
                "io.onetape.tools.Main"));
        words.addAll(command);
        words.add(tape.toString());
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output;
    }
}
