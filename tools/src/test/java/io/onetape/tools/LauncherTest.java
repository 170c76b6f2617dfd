package io.onetape.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher tells the command of the terminal; {@code script} makes one. */
final class LauncherTest {
    private static final Path LAUNCHER = Path.of(System.getProperty("onetape.root"), "tape");

    @TempDir
    Path folder;

    @Test
    void theTerminalsWidthIsFound() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "util-linux is here");
        List<String> lines = Files.readAllLines(LAUNCHER);
        int from = lines.indexOf("if [[ -t 1 ]]; then");
        int to = from + lines.subList(from, lines.size()).indexOf("fi");
        Path part = folder.resolve("part.sh");
        Files.writeString(
                part,
                "set -euo pipefail\nstty cols 97\noptions=()\n" + String.join("\n", lines.subList(from, to + 1))
                        + "\necho \"${options[@]}\"\n");

        Process process = new ProcessBuilder("script", "-qec", "bash " + part, "/dev/null")
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("-Donetape.columns=97");
    }
}
